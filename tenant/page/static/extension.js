// The message extension and the dialogs of the bot: what one does beside the chat, in windows over it.

import { renderCard } from "./cards.js";
import { openDialog } from "./dialog.js";
import { h, uniqueId } from "./dom.js";
import { openMenu } from "./menu.js";
import { t } from "./texts.js";

const PAUSE = 250; // milliseconds without a key, after which is searched
const PAGE = 25; // results that the bot is asked for at a time

/** The commands of one type, "query" or "action". */
export const commandsOf = (session, type) => (session.extension ?? []).filter((command) => command.type === type);

/**
 * Open the dialog that the bot gives. `open()` and `send(data)` give the bot's `{status, body}`; `search` is that of
 * renderCard. Fails where the bot gives none, with words.
 */
export async function runDialog({ bot, open, send, search, openChat }) {
  const first = taskOf(await open());
  if (first.type !== "continue") return tell(bot, first.value);
  const holder = h("div", { class: "task-card" });
  const dialog = openDialog({ title: first.value.title, content: holder, kind: "task-dialog", stays: true });
  const submit = async (data) => {
    const task = taskOf(await send(data));
    if (!dialog.open) return; // it was closed meanwhile
    if (task.type === "continue") show(task.value);
    else {
      dialog.close();
      tell(bot, task.value);
    }
  };
  const show = ({ title, card }) => {
    dialog.querySelector("h2").textContent = title;
    holder.replaceChildren(renderCard(card.content, { submit, search, openChat }));
    (holder.querySelector("input, textarea, select") ?? holder.querySelector("button"))?.focus();
  };
  show(first.value);
}

function taskOf({ status, body }) {
  if (status === 200 && body?.task) return body.task;
  throw new Error(t("cardFailed"));
}

/** The words that the bot closes a dialog with. */
function tell(bot, words) {
  if (words) openDialog({ title: bot, content: h("p", { class: "as-typed" }, String(words)), buttons: [{ text: t("close"), primary: true }] });
}

/** Search with the extension: at once where there is one search, else by a menu under `button`. */
export function startSearch(button, session, actions) {
  const searches = commandsOf(session, "query");
  if (searches.length === 1) new Search(searches[0], actions);
  else openMenu(button, { label: t("find"), items: searches.map((command) => ({ title: command.title, detail: command.description, choose: () => new Search(command, actions) })) });
}

/** The window in which one searches. `actions` are `find(command, text, skip)` and `insert(card)`. */
class Search {
  constructor(command, { find, insert }) {
    Object.assign(this, { command, find, insert, asked: 0, timer: 0 });
    const id = uniqueId("find");
    this.field = h("input", { class: "field", id, type: "search", autocomplete: "off", oninput: () => this.typed() });
    this.status = h("p", { class: "quiet", role: "status" });
    this.list = h("ul", { class: "found" });
    this.content = h("div", { class: "find" }, h("label", { for: id }, command.description), this.field, this.status, this.list);
    this.dialog = openDialog({ title: command.title, content: this.content, kind: "find-dialog" });
    this.field.focus();
    this.lookUp();
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lookUp(), PAUSE);
  }

  async lookUp(skip = 0) {
    this.asked += 1;
    const mine = this.asked;
    this.status.textContent = t("finding");
    const answer = await this.find(this.command.id, this.field.value.trim(), skip).catch(() => null);
    if (mine !== this.asked) return; // something else was typed meanwhile
    const found = answer?.status === 200 ? answer.body?.composeExtension : null;
    const results = found?.attachments ?? [];
    const before = skip ? [...this.list.querySelectorAll("li.found-one")] : [];
    this.status.textContent = found ? (found.text ?? t("found", { count: before.length + results.length })) : t("cardFailed");
    const more = results.length === PAGE ? this.more(skip + PAGE) : skip && found?.type !== "result" ? this.more(skip) : null;
    const asked = this.list.contains(document.activeElement); // "more" had the focus, and goes
    this.list.replaceChildren(...before, ...results.map((one) => this.result(one)), ...(more ? [more] : []));
    if (asked) (this.list.children[before.length] ?? this.list.lastElementChild)?.querySelector("button").focus();
  }

  result({ content, preview }) {
    const { title, text } = preview?.content ?? {};
    const button = h("button", { class: "menu-item", type: "button", onclick: () => this.preview(content) }, h("span", { class: "menu-words" }, h("span", {}, title ?? t("card")), text && h("span", { class: "quiet" }, text)));
    return h("li", { class: "found-one" }, button);
  }

  more(skip) {
    return h("li", {}, h("button", { class: "button button-small", type: "button", onclick: () => this.lookUp(skip) }, t("more")));
  }

  /** The card as it will stand in the conversation, before it does. */
  preview(content) {
    const back = h("button", { class: "button", type: "button", onclick: () => { this.dialog.querySelector(".dialog-body").replaceChildren(this.content); this.field.focus(); } }, t("backToFound"));
    const send = h("button", { class: "button button-primary", type: "button", onclick: () => this.send(content, send) }, t("insert"));
    this.dialog.querySelector(".dialog-body").replaceChildren(renderCard(content, {}), h("div", { class: "found-buttons" }, back, send));
    send.focus();
  }

  async send(content, button) {
    button.disabled = true;
    try {
      await this.insert(content);
      this.dialog.close();
    } catch (error) {
      button.disabled = false;
      button.after(h("p", { class: "banner banner-error", role: "alert" }, error.message || t("undelivered")));
    }
  }
}
