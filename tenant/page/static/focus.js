// Keeps the keyboard's place when a message is drawn anew.

const STOPS = "button, a[href], input, select, textarea, [tabindex='0'], [contenteditable='true']";

const nameOf = (element) => element.getAttribute("aria-label") ?? element.textContent.trim();

/**
 * Remember where the focus is inside `old`. Returns a function that puts it in the same place of the new element: the
 * control of the same name, else the one in the same position, else the element itself. Null when it is elsewhere.
 */
export function rememberFocus(old) {
  const active = document.activeElement;
  if (!old.contains(active)) return null;
  const stops = [...old.querySelectorAll(STOPS)];
  const position = stops.indexOf(active);
  const wasElement = active === old;
  const name = nameOf(active);
  return (fresh) => {
    const now = [...fresh.querySelectorAll(STOPS)].filter((stop) => !stop.disabled);
    const target = wasElement ? fresh : (now.find((stop) => stop.tagName === active.tagName && nameOf(stop) === name) ?? now[position] ?? fresh);
    if (target === fresh && !fresh.hasAttribute("tabindex")) fresh.tabIndex = -1;
    target.focus({ preventScroll: true });
  };
}
