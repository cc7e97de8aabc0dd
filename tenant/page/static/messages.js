// The messages of a conversation: in order, by day and thread, growing while the bot writes, the keyboard's place kept.

import { announce, h, reconcile } from "./dom.js";
import { rememberFocus } from "./focus.js";
import { icon } from "./icons.js";
import { createMessage, wordsOf } from "./message.js";
import { locale, t } from "./texts.js";

const TOGETHER = 5 * 60 * 1000; // milliseconds within which messages of one person stand together
const TYPING_LASTS = 8000; // milliseconds: Teams forgets a sign of typing by itself
const ABOVE_NEWS = 8; // pixels between the top of the list and a long message that just came in
const NEAR_END = 120; // pixels from the end that still count as reading the end

/** The list of one conversation. `context` is createMessage's, with `replyBox(root)` for threads of a channel. */
export class MessageList {
  constructor(context) {
    this.context = context;
    this.messages = new Map(); // by id
    this.meanwhile = new Map(); // by id: what came in since the last `fill` began
    this.drawn = new Map(); // by id: what is on the page, and from what it was drawn
    this.threads = new Map(); // by root id: the section of a thread in a channel
    this.separators = new Map(); // by day
    this.typing = new Map(); // by name: when to forget it
    this.notice = null;
    this.suggested = { source: "", element: null };
    this.keepsEnd = true; // whether the end stays in view when the list gets another size
    this.newBelow = h("button", { class: "new-below", type: "button", hidden: true, onclick: () => this.toEnd() }, icon("chevron"), t("newMessages"));
    this.list = h("div", {
      class: "message-list",
      tabindex: "0",
      role: "region",
      "aria-label": t("messagesOf", { name: context.conversation.title }),
      onscroll: () => this.scrolled(),
      onkeydown: (event) => this.onKey(event),
    });
    new ResizeObserver(() => this.keepsEnd && this.toEnd()).observe(this.list);
    this.element = h("div", { class: `messages messages-${context.conversation.kind}` }, this.list, this.newBelow);
  }

  /** Show what `fetching` brings, with what came in meanwhile: that is newer, and perhaps not in it. Stand at the end. */
  async fill(fetching) {
    const meanwhile = (this.meanwhile = new Map());
    const fetched = await fetching;
    const pending = [...this.messages.values()].filter((message) => message.pending || message.stream);
    this.messages = new Map([...fetched, ...pending, ...meanwhile.values()].map((message) => [message.id, message]));
    this.draw();
    this.toEnd();
  }

  /** A new, changed or deleted message. A final streamed message has the id of its stream, and so takes its place. */
  put(message) {
    const before = this.messages.get(message.id);
    const stay = !this.atEnd() && message.from.id !== this.context.person.id;
    if (!before) this.dropPendingTwin(message);
    this.messages.set(message.id, message);
    this.meanwhile.set(message.id, message);
    if (message.from.bot) this.typing.delete(message.from.name);
    this.draw();
    if (!stay) this.toNews(message, !before);
    else if (!before) this.newBelow.hidden = false;
    const isNews = !message.deleted && !message.pending && !message.stream && (!before || before.stream);
    if (isNews && message.from.id !== this.context.person.id) announce(t("said", { name: message.from.name, text: wordsOf(message).slice(0, 400) }));
  }

  /** Take a message away altogether, as one that was never sent. */
  drop(id) {
    this.messages.delete(id);
    this.meanwhile.delete(id);
    this.draw();
  }

  /** A message that the bot is writing, as far as it is. */
  stream({ streamId, text, kind, streamType, final }) {
    const before = this.messages.get(streamId);
    if (final || (before && !before.stream)) return; // the whole message comes by itself, or the person stopped it
    const at = before?.at ?? new Date().toISOString();
    const { id, name } = this.context.session.bot;
    const stream = (kind ?? streamType) === "informative" ? "informative" : "streaming";
    this.put({ id: streamId, from: { id, name, bot: true }, replyTo: null, at, stream, activity: { type: "message", text } });
  }

  /** Somebody types. */
  showTyping(name) {
    if ([...this.messages.values()].some((message) => message.stream)) return; // what it writes can be seen
    clearTimeout(this.typing.get(name));
    this.typing.set(name, setTimeout(() => this.typing.delete(name) && this.draw(), TYPING_LASTS));
    const end = this.atEnd();
    this.draw();
    if (end) this.toEnd();
  }

  /** Say in the list, below the messages, that something is the matter; null takes it away. */
  showNotice(element) {
    this.notice = element;
    this.draw();
  }

  /** Draw every message anew: the language or the libraries changed. */
  redraw() {
    this.drawn.clear();
    this.draw();
  }

  atEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_END;
  }

  toEnd() {
    this.keepsEnd = true;
    this.newBelow.hidden = true;
    this.list.scrollTop = this.list.scrollHeight;
  }

  /** Go to what just came in: the end, but of a new message of the bot that is longer than the list its beginning. */
  toNews(message, isNew) {
    this.toEnd();
    const element = this.drawn.get(message.id)?.element;
    if (!isNew || !message.from.bot || message.stream || !element) return;
    const above = this.list.getBoundingClientRect().top - element.getBoundingClientRect().top;
    if (above <= 0) return;
    this.keepsEnd = false;
    this.list.scrollTop -= above + ABOVE_NEWS;
  }

  scrolled() {
    this.keepsEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 2;
    if (this.atEnd()) this.newBelow.hidden = true;
  }

  /** The server's copy of a message may come before the answer to its sending does. */
  dropPendingTwin(message) {
    for (const [id, one] of this.messages) {
      if (one.pending && one.failed === undefined && message.from.id === one.from.id && one.activity.text === message.activity.text) {
        this.messages.delete(id);
        this.meanwhile.delete(id);
        return;
      }
    }
  }

  draw() {
    const sorted = [...this.messages.values()].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
    const nodes = this.context.conversation.kind === "channel" ? this.inThreads(sorted) : this.inOneRow(sorted);
    for (const id of this.drawn.keys()) if (!this.messages.has(id)) this.drawn.delete(id);
    const last = sorted.at(-1);
    if (last && this.context.conversation.kind === "personal") nodes.push(this.suggestions(last));
    if (sorted.length === 0) nodes.push(this.context.emptyState());
    nodes.push(...[...this.typing.keys()].map((name) => this.typingRow(name)), this.notice);
    reconcile(this.list, nodes.filter(Boolean));
  }

  inOneRow(sorted) {
    const nodes = [];
    let before = null;
    for (const message of sorted) {
      const element = this.elementOf(message);
      if (!before || dayOf(before.at) !== dayOf(message.at)) nodes.push(this.separator(message.at));
      element.classList.toggle("message-follows", isTogether(before, message));
      nodes.push(element);
      before = message;
    }
    return nodes;
  }

  inThreads(sorted) {
    const nodes = [];
    let day = null;
    for (const root of sorted.filter((message) => !message.replyTo || !this.messages.has(message.replyTo))) {
      if (day !== dayOf(root.at)) nodes.push(this.separator(root.at));
      day = dayOf(root.at);
      nodes.push(this.thread(root, sorted.filter((message) => message.replyTo === root.id)));
    }
    return nodes;
  }

  thread(root, replies) {
    if (!this.threads.has(root.id)) {
      const box = this.context.replyBox(root);
      this.threads.set(root.id, { box, element: h("section", { class: "thread", "aria-label": t("said", { name: root.from.name, text: wordsOf(root).slice(0, 80) }) }) });
    }
    const { box, element } = this.threads.get(root.id);
    const posts = replies.map((reply) => {
      const post = this.elementOf(reply);
      post.classList.add("message-reply");
      return post;
    });
    reconcile(element, [this.elementOf(root), ...posts, box]);
    return element;
  }

  /** The element of a message: the one on the page when nothing changed, else a new one in its place. */
  elementOf(message) {
    const source = JSON.stringify(message);
    const drawn = this.drawn.get(message.id);
    if (drawn?.source === source) return drawn.element;
    const element = createMessage(message, this.context);
    if (drawn) {
      const restore = rememberFocus(drawn.element);
      drawn.element.replaceWith(element);
      restore?.(element);
    }
    this.drawn.set(message.id, { source, element });
    return element;
  }

  separator(at) {
    const day = dayOf(at);
    if (!this.separators.has(day)) this.separators.set(day, h("div", { class: "day" }, h("span", {}, dayName(at))));
    return this.separators.get(day);
  }

  typingRow(name) {
    const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    return h("div", { class: "typing" }, dots, t("typing", { name }));
  }

  /** The bot's suggestions, as long as its message is the last. */
  suggestions(last) {
    const actions = last.from.bot && !last.deleted && !last.stream ? (last.activity.suggestedActions?.actions ?? []) : [];
    if (actions.length === 0) return null;
    const source = last.id + JSON.stringify(actions);
    if (this.suggested.source !== source) this.suggested = { source, element: this.chips(actions) };
    return this.suggested.element;
  }

  chips(actions) {
    const chip = (action) => {
      const choose = () => this.context.say(String(action.value ?? action.title), true);
      return h("button", { class: "chip", type: "button", onclick: choose }, action.title);
    };
    return h("div", { class: "suggestions", role: "group", "aria-label": t("suggestions") }, actions.map(chip));
  }

  /** The arrow keys go from message to message. */
  onKey(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const article = document.activeElement.closest?.(".message");
    if (!step || (document.activeElement !== this.list && document.activeElement !== article)) return;
    const all = [...this.list.querySelectorAll(".message")];
    const next = article ? all[all.indexOf(article) + step] : all.at(-1);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
}

const dayOf = (at) => new Date(at).toDateString();

function isTogether(before, message) {
  if (!before || before.from.id !== message.from.id || dayOf(before.at) !== dayOf(message.at)) return false;
  return new Date(message.at) - new Date(before.at) < TOGETHER;
}

function dayName(at) {
  const now = new Date();
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (dayOf(at) === dayOf(now)) return t("today");
  if (dayOf(at) === dayOf(yesterday)) return t("yesterday");
  const options = { weekday: "long", day: "numeric", month: "long" };
  const other = new Date(at).getFullYear() === now.getFullYear() ? options : { ...options, year: "numeric" };
  return new Intl.DateTimeFormat(locale(), other).format(new Date(at));
}
