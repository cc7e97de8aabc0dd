// A menu that drops from a button: arrow keys move, Escape closes, the focus goes back.

import { h, roveFocus } from "./dom.js";

/**
 * Open a menu under `button`. Items are `{title, detail?, picture?, checked?, danger?, choose}`; with `checked` given
 * they are radio items.
 */
export function openMenu(button, { label, items }) {
  const close = () => {
    menu.remove();
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
  };
  const outside = (event) => {
    if (!menu.contains(event.target)) close();
  };
  if (button.getAttribute("aria-expanded") === "true") {
    document.querySelector(".menu")?.dispatchEvent(new CustomEvent("dismiss"));
    return;
  }
  const menu = h(
    "div",
    { class: "menu", role: "menu", "aria-label": label, ondismiss: close },
    items.map((item, index) =>
      h(
        "button",
        {
          class: `menu-item${item.danger ? " menu-item-danger" : ""}`,
          type: "button",
          role: item.checked === undefined ? "menuitem" : "menuitemradio",
          "aria-checked": item.checked === undefined ? undefined : String(item.checked),
          tabindex: index === 0 ? "0" : "-1",
          onclick: () => {
            close();
            button.focus();
            item.choose();
          },
        },
        item.picture,
        h("span", { class: "menu-words" }, h("span", {}, item.title), item.detail && h("span", { class: "quiet" }, item.detail)),
      ),
    ),
  );
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      close();
      button.focus();
    }
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close();
  });
  roveFocus(menu, ".menu-item");
  (button.closest("dialog") ?? document.body).append(menu);
  place(menu, button);
  button.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  (menu.querySelector('[aria-checked="true"]') ?? menu.querySelector(".menu-item"))?.focus();
}

/** Put `box` under `anchor`, or above it when there is no room, and always inside the window. */
export function place(box, anchor) {
  const margin = 8;
  const from = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const below = from.bottom + 4 + height <= innerHeight - margin;
  const top = below ? from.bottom + 4 : Math.max(margin, from.top - height - 4);
  const left = Math.min(Math.max(margin, from.left), innerWidth - width - margin);
  box.style.top = `${Math.min(top, Math.max(margin, innerHeight - height - margin))}px`;
  box.style.left = `${Math.max(margin, left)}px`;
}
