// Makes and updates elements, always from text: nothing here parses HTML.

/** An element with attributes and children. `on…` attributes are listeners, true and false make boolean attributes. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Make `nodes` the children of `container`, leaving alone those already in place: a moved node would lose its focus. */
export function reconcile(container, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...container.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (container.childNodes[index] !== node) container.insertBefore(node, container.childNodes[index] ?? null);
  });
}

/** Move the focus through `items` with the arrow keys, Home and End; one of them is in the tab order. */
export function roveFocus(container, selector, { horizontal = false } = {}) {
  const [previous, next] = horizontal ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
  container.addEventListener("keydown", (event) => {
    const items = [...container.querySelectorAll(selector)];
    const index = items.indexOf(document.activeElement);
    if (index < 0) return;
    const target = {
      [previous]: items[(index - 1 + items.length) % items.length],
      [next]: items[(index + 1) % items.length],
      Home: items[0],
      End: items.at(-1),
    }[event.key];
    if (!target) return;
    event.preventDefault();
    for (const item of items) item.tabIndex = item === target ? 0 : -1;
    target.focus();
  });
}

/** Have a screen reader say `text` when it is done with what it is saying. */
export function announce(text) {
  const region = document.getElementById("page-announcer");
  // a fresh node, so that the same words twice in a row are said twice
  region.replaceChildren(h("p", {}, text));
}

let lastId = 0;
/** An id that no other element has. */
export function uniqueId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
