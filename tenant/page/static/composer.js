// Where a person types: Enter sends, Shift+Enter makes a new line, "@" offers the bot and "/" its commands.

import { h, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { Offers } from "./offers.js";
import { t } from "./texts.js";

/**
 * A field to write in. `mentions`: "@" offers the bot. `commands`: whether "/" offers what one can ask. `text` is what
 * it starts with. `onSend(text, mention)` may reject: the text then stays. `onFind(button)` searches for something to
 * send. `onCancel` adds a way out.
 */
export function createComposer({ session, label, placeholder = "", text = "", kind = "main", mentions = false, commands = false, onFind, onSend, onCancel }) {
  const bot = session.bot.name;
  const list = uniqueId("offers");
  const field = h("div", {
    class: "composer-field",
    contenteditable: "true",
    role: "textbox",
    "aria-multiline": "true",
    "aria-label": label,
    "aria-controls": list,
    "aria-autocomplete": "list",
    spellcheck: "true",
    dataset: { placeholder },
  });
  const sendButton = h("button", { class: "icon-button composer-send", type: "button", "aria-label": t("send"), title: t("send"), onclick: () => send() }, icon("send"));
  const element = h("div", { class: `composer composer-${kind}` });
  const offers = new Offers(element, field, list, (offer) => take(offer));
  const tools = h(
    "div",
    { class: "composer-tools" },
    mentions && tool("mention", t("mention", { bot }), () => insertMention("")),
    commands && session.commands.length > 0 && tool("prompt", t("commands"), () => showCommands("")),
    onFind && tool("find", t("find"), (event) => onFind(event.currentTarget)),
    onCancel && h("button", { class: "button button-small", type: "button", onclick: onCancel }, t("cancel")),
    sendButton,
  );
  element.append(h("div", { class: "composer-box" }, field, tools));
  setText(text);

  field.addEventListener("input", () => {
    refresh();
    lookForOffers();
  });
  field.addEventListener("paste", (event) => {
    event.preventDefault();
    insertText(event.clipboardData.getData("text/plain"));
  });
  field.addEventListener("drop", (event) => event.preventDefault());
  field.addEventListener("beforeinput", (event) => {
    if (event.inputType.startsWith("format")) event.preventDefault(); // no bold by Ctrl+B: what is sent is plain text
  });
  field.addEventListener("keydown", (event) => {
    if (offers.onKey(event) || event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (event.shiftKey) insertText("\n");
      else send();
    } else if (event.key === "Escape" && onCancel) {
      event.preventDefault();
      onCancel();
    }
  });
  field.addEventListener("blur", () => offers.close());

  function tool(name, title, act) {
    // pointerdown would take the focus, and with it the place of the caret, from the field
    return h("button", { class: "icon-button", type: "button", "aria-label": title, title, onpointerdown: (event) => event.preventDefault(), onclick: act }, icon(name));
  }

  function refresh() {
    const empty = valueOf(field).trim() === "";
    field.classList.toggle("empty", empty);
    sendButton.disabled = empty;
  }

  function setText(value) {
    field.replaceChildren();
    const mention = mentions && value.indexOf(`@${bot}`);
    if (mentions && mention >= 0) field.append(value.slice(0, mention), chip(), value.slice(mention + bot.length + 1));
    else field.append(value);
    refresh();
  }

  function chip() {
    return h("span", { class: "mention", contenteditable: "false", dataset: { mention: bot } }, bot);
  }

  function insertText(value) {
    focusAtEnd(field);
    document.execCommand("insertText", false, value); // keeps undo, which a change of nodes would not
  }

  /** What stands between the caret and the sign that asks for offers, or null. */
  function typedAfter(sign) {
    const selection = getSelection();
    const node = selection.anchorNode;
    if (!selection.isCollapsed || node?.nodeType !== Node.TEXT_NODE || !field.contains(node)) return null;
    const match = new RegExp(`(^|\\s)\\${sign}([^\\s${sign}]{0,30})$`).exec(node.data.slice(0, selection.anchorOffset));
    return match ? match[2] : null;
  }

  function lookForOffers() {
    const name = mentions ? typedAfter("@") : null;
    if (name !== null && bot.toLowerCase().startsWith(name.toLowerCase())) {
      offers.open(t("mention", { bot }), [{ title: bot, detail: t("app"), bot: true, typed: name }]);
    } else if (commands && valueOf(field).startsWith("/")) {
      showCommands(valueOf(field).slice(1));
    } else {
      offers.close();
    }
  }

  function showCommands(start) {
    const fitting = session.commands.filter((command) => command.title.toLowerCase().includes(start.trim().toLowerCase()));
    if (document.activeElement !== field) focusAtEnd(field);
    offers.open(t("commands"), fitting.map(({ title, description }) => ({ title, detail: description })));
  }

  function take(offer) {
    if (offer.bot) {
      insertMention(`@${offer.typed}`);
      return;
    }
    const mention = field.querySelector("[data-mention]");
    field.replaceChildren(...(mention ? [mention, ` ${offer.title}`] : [offer.title]));
    focusAtEnd(field);
    refresh();
  }

  /** Put the mention at the caret, in the place of `typed` that stands before it. */
  function insertMention(typed) {
    if (!field.contains(getSelection().anchorNode)) focusAtEnd(field);
    const range = getSelection().getRangeAt(0);
    if (typed) range.setStart(range.startContainer, Math.max(0, range.startOffset - typed.length));
    range.deleteContents();
    const space = document.createTextNode(" ");
    const mention = chip();
    range.insertNode(space);
    range.insertNode(mention);
    getSelection().collapse(space, 1);
    field.focus();
    refresh();
  }

  async function send() {
    const value = valueOf(field).trim();
    if (!value) return;
    const mention = field.querySelector("[data-mention]") !== null;
    const held = [...field.childNodes];
    setText("");
    offers.close();
    try {
      await onSend(value, mention);
    } catch {
      if (valueOf(field).trim() === "") field.replaceChildren(...held); // not sent: give the words back
      refresh();
    }
  }

  return { element, focus: () => focusAtEnd(field), setText, text: () => valueOf(field) };
}

function focusAtEnd(field) {
  const selection = getSelection();
  if (document.activeElement === field && field.contains(selection.anchorNode)) return;
  field.focus();
  selection.selectAllChildren(field);
  selection.collapseToEnd();
}

/** The text of the field: a mention as "@Name", a line break as a new line. */
function valueOf(node) {
  let text = "";
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) text += child.data;
    else if (child.dataset?.mention) text += `@${child.dataset.mention}`;
    else if (child.tagName === "BR") text += "\n";
    else text += (text && child.tagName === "DIV" ? "\n" : "") + valueOf(child);
  }
  return text.replaceAll("\u00a0", " ");
}
