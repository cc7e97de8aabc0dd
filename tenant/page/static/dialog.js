// Small windows over the page. The browser's own dialog keeps the focus inside, and gives it back on Escape.

import { h, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { place } from "./menu.js";
import { t } from "./texts.js";

/**
 * Open a dialog with `title` and `content`; `buttons` are `{text, primary?, danger?, choose}`, and `choose` closes the
 * dialog unless it gives false; one with an `href` is a link to another page. With `anchor` it stands beside that element instead of in the middle. One that
 * `stays` is not closed by a click beside it: something may be filled in.
 */
export function openDialog({ title, content, buttons = [], anchor, kind = "", stays = false }) {
  const heading = uniqueId("dialog");
  const dialog = h(
    "dialog",
    { class: `dialog ${kind}`, "aria-labelledby": heading },
    h(
      "div",
      { class: "dialog-head" },
      h("h2", { id: heading }, title),
      h("button", { class: "icon-button", type: "button", "aria-label": t("close"), onclick: () => dialog.close() }, icon("close")),
    ),
    h("div", { class: "dialog-body", tabindex: "-1" }, content),
    buttons.length > 0 &&
      h(
        "div",
        { class: "dialog-buttons" },
        buttons.map((button) => buttonOf(button, () => dialog.close())),
      ),
  );
  dialog.addEventListener("click", (event) => event.target === dialog && !stays && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  scrollableByKey(dialog, heading);
  if (anchor) {
    dialog.classList.add("dialog-beside");
    place(dialog, anchor);
  }
  return dialog;
}

/** What is longer than the window can be scrolled with the keyboard, also where nothing in it takes the focus. */
function scrollableByKey(dialog, heading) {
  const body = dialog.querySelector(".dialog-body");
  if (body.scrollHeight <= body.clientHeight || body.querySelector("a, button, input, textarea, select")) return;
  body.tabIndex = 0;
  body.setAttribute("role", "group");
  body.setAttribute("aria-labelledby", heading);
}

function buttonOf({ text, primary, danger, href, choose }, close) {
  const look = `button${primary ? " button-primary" : ""}${danger ? " button-danger" : ""}`;
  if (href) return h("a", { class: look, href, target: "_blank", rel: "noopener noreferrer" }, icon("open"), text);
  return h("button", { class: look, type: "button", onclick: async () => (await choose?.()) !== false && close() }, text);
}

/** Ask before something that cannot be undone; gives whether to go on. */
export function confirmed(title, text, action) {
  return new Promise((resolve) => {
    let answer = false;
    const dialog = openDialog({
      title,
      content: h("p", {}, text),
      buttons: [{ text: t("cancel") }, { text: action, danger: true, choose: () => { answer = true; } }],
    });
    dialog.addEventListener("close", () => resolve(answer));
  });
}
