// One conversation on the page: its head, its messages and the composer, and what a person does there.

import * as api from "./api.js";
import { createComposer } from "./composer.js";
import { faceOf } from "./conversations.js";
import { announce, h } from "./dom.js";
import { commandsOf, runDialog, startSearch } from "./extension.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { MessageList } from "./messages.js";
import { SignIns } from "./sign-in.js";
import { currentLanguage, t } from "./texts.js";

const REFRESH_MEMBERS = 60; // without userIds, Teams refreshes a card by itself in conversations up to this size

let lastPending = 0;

export class ConversationView {
  /**
   * Shows `conversation` for `person`. `onBack` opens the list on a phone, `onSent` gets the person's own messages,
   * `onChat(text)` opens the chat with the bot with that text in the field.
   */
  constructor({ session, person, conversation, draft = "", onBack, onSent, onChat }) {
    Object.assign(this, { session, person, conversation, onSent, onChat });
    this.reactions = new Map(); // by message id: the thumb that was pressed
    this.refreshed = new Set(); // ids of messages whose card was refreshed
    this.installed = true; // until `load` knows better
    this.signIns = new SignIns(person, (message, name, value) => this.invoke(message, name, value), (message) => this.redraw(message));
    this.list = new MessageList(this.context());
    this.composer = createComposer({
      session,
      label: t("composerFor", { name: conversation.title }),
      placeholder: conversation.kind === "channel" ? t("newPost") : t("composer"),
      text: draft,
      mentions: conversation.kind !== "personal",
      commands: true,
      onFind: commandsOf(session, "query").length > 0 ? (button) => this.find(button) : undefined,
      onSend: (text, mention) => this.send(text, mention),
    });
    this.head = this.makeHead(onBack);
    this.notice = h("div", { class: "notice", role: "status" });
    const hint = conversation.kind === "personal" ? null : h("p", { class: "composer-hint" }, t("mentionHint", { bot: session.bot.name }));
    this.element = h("main", { class: "conversation-view", id: "conversation" }, this.head, this.list.element, this.notice, this.composer.element, hint);
    this.showInstalled();
  }

  /** Fetch the messages and show them. The first look at one's own chat adds the bot, so that is asked afterwards. */
  async load() {
    await this.list.fill(api.messages(this.conversation.id, this.person.id));
    const { conversations } = await api.session(currentLanguage());
    this.installed = conversations.find((one) => one.id === this.conversation.id)?.installed ?? this.session.bot.installed;
    this.showInstalled();
    for (const message of this.list.messages.values()) this.refreshCard(message);
  }

  /** Something happened in this conversation. */
  onEvent(event) {
    if (["message", "update", "delete"].includes(event.event)) {
      this.list.put(event.event === "delete" ? { ...event.message, deleted: true } : event.message);
      this.refreshCard(event.message);
      if (event.event === "message") this.signIns.tryWithoutAsking(event.message);
    } else if (event.event === "typing") this.list.showTyping(event.from?.name ?? this.session.bot.name);
    else if (event.event === "stream") this.list.stream(event);
    else if (event.event === "undelivered") this.showUndelivered(event);
    else if (event.event === "members" && event.installed !== undefined) {
      this.installed = event.installed;
      this.showInstalled();
    }
  }

  makeHead(onBack) {
    const { conversation, session } = this;
    const count = conversation.kind === "personal" ? t("app") : t("members", { count: conversation.members.length });
    return h(
      "header",
      { class: "conversation-head" },
      h("button", { class: "icon-button only-phone", type: "button", "aria-label": t("showConversations"), onclick: onBack }, icon("back")),
      faceOf(conversation, session),
      h("div", { class: "conversation-name" }, h("h1", {}, conversation.title), h("span", { class: "quiet" }, count)),
      h(
        "button",
        {
          class: "icon-button",
          type: "button",
          "aria-label": t("more"),
          title: t("more"),
          "aria-haspopup": "menu",
          "aria-expanded": "false",
          onclick: (event) => openMenu(event.currentTarget, { label: t("more"), items: [this.installItem()] }),
        },
        icon("more"),
      ),
    );
  }

  installItem() {
    const bot = this.session.bot.name;
    return this.installed
      ? { title: t("removeBot", { bot }), danger: true, choose: () => this.install(false) }
      : { title: t("addBot", { bot }), choose: () => this.install(true) };
  }

  async install(installed) {
    await this.attempt(() => api.install({ person: this.person.id, installed, conversation: this.conversation.id }), () => {
      this.installed = installed;
      this.showInstalled();
    });
  }

  showInstalled() {
    const bot = this.session.bot.name;
    this.composer.element.hidden = this.conversation.kind === "personal" && !this.installed;
    this.notice.replaceChildren(
      ...(this.installed
        ? []
        : [h("p", {}, t("notInstalled", { bot })), h("button", { class: "button button-primary", type: "button", onclick: () => this.install(true) }, t("addBot", { bot }))]),
    );
  }

  showUndelivered(event) {
    const bot = this.session.bot.name;
    if (event.message?.from.bot) return; // something on a card was pressed, and the card itself says that it failed
    const message = event.message && this.list.messages.get(event.message.id);
    if (message) this.list.put({ ...message, failed: t("undeliveredBot", { bot }) });
    else this.list.showNotice(h("p", { class: "undelivered", role: "alert" }, icon("fault"), t("botSilent", { bot })));
  }

  /** Send what was typed; it stands in the list at once, and is marked when it could not be sent. */
  async send(text, mention = false, replyTo = undefined) {
    lastPending += 1;
    const id = `pending:${lastPending}`;
    const { person } = this;
    const activity = { type: "message", text, textFormat: "plain", mention };
    await this.deliver({ id, from: { id: person.id, name: person.name, bot: false }, replyTo: replyTo ?? null, at: new Date().toISOString(), pending: true, activity });
  }

  async deliver(pending) {
    const { text, mention } = pending.activity;
    this.list.showNotice(null);
    this.list.put(pending);
    const body = { person: this.person.id, text, mention: Boolean(mention), ...(pending.replyTo ? { replyTo: pending.replyTo } : {}) };
    try {
      const message = await api.send(this.conversation.id, body);
      this.list.drop(pending.id);
      // the event may have come first, and brought more than this answer (that it was not delivered)
      if (!this.list.messages.has(message.id)) this.list.put(message);
      this.onSent(message);
    } catch (error) {
      this.list.put({ ...pending, failed: error.message || t("undelivered") });
    }
  }

  /** Refresh a card by itself, once, as Teams does when it comes into view. */
  refreshCard(message) {
    if (!message.from.bot || message.deleted || this.refreshed.has(message.id)) return;
    const card = message.activity.attachments?.find((attachment) => attachment.contentType === "application/vnd.microsoft.card.adaptive");
    const refresh = card?.content?.refresh;
    if (refresh?.action?.type !== "Action.Execute") return;
    const people = refresh.userIds ?? [];
    const forMe = people.length > 0 ? people.includes(this.person.teamsId) : this.conversation.members.length <= REFRESH_MEMBERS;
    if (!forMe) return;
    this.refreshed.add(message.id);
    const { type, title, id, verb, data } = refresh.action;
    this.invoke(message, "adaptiveCard/action", { action: { type, title, id, verb, data: data ?? {} }, trigger: "automatic" })
      .then((answer) => this.showCard(message, answer))
      .catch(() => {}); // the card stays as it was
  }

  invoke(message, name, value) {
    return api.invoke(this.conversation.id, { person: this.person.id, messageId: message.id, name, value });
  }

  /** What there is to choose in a field of a card; colleagues are looked up without the bot, as Teams does. */
  async search(query, messageId) {
    const { conversation, person } = this;
    if (!query.dataset.startsWith("graph.microsoft.com/users")) {
      return api.invoke(conversation.id, { person: person.id, messageId, name: "application/search", value: query });
    }
    return { status: 200, body: { value: await api.pick(conversation.id, person.id, query.queryText, query.dataset) } };
  }

  /** A dialog of the bot, opened by one invoke and gone on with by another, both about a message. */
  dialog(opening, value, pressing, about, messageId) {
    const post = (name, sent) => api.invoke(this.conversation.id, { person: this.person.id, messageId, name, value: sent });
    return runDialog({
      bot: this.session.bot.name,
      open: () => post(opening, value),
      send: (data) => post(pressing, { ...about, data }),
      search: (query) => this.search(query),
      openChat: this.onChat,
    });
  }

  /** Search with the message extension, for a card to put in this conversation. */
  find(button) {
    const { person, conversation } = this;
    startSearch(button, this.session, {
      find: (commandId, text, skip) => api.invoke(conversation.id, { person: person.id, name: "composeExtension/query", value: { commandId, text, skip } }),
      insert: async (card) => {
        const message = await api.insert(conversation.id, { person: person.id, card });
        if (!this.list.messages.has(message.id)) this.list.put(message);
        this.onSent(message);
      },
    });
  }

  /** What the messages of this conversation can have done. */
  context() {
    const { person, conversation } = this;
    return {
      session: this.session,
      person,
      conversation,
      execute: async (message, action, trigger) => {
        this.refreshed.add(message.id);
        const answer = await this.invoke(message, "adaptiveCard/action", { action, trigger });
        this.showCard(message, answer);
        return answer;
      },
      search: (message, query) => this.search(query, message.id),
      openTask: (message, data) => this.dialog("task/fetch", { data }, "task/submit", {}, message.id),
      openChat: (text) => this.onChat(text),
      act: (message, { id }) => this.attempt(() => this.dialog("composeExtension/fetchTask", { commandId: id }, "composeExtension/submitAction", { commandId: id }, message.id)),
      submit: (message, value) => api.submit(conversation.id, { person: person.id, messageId: message.id, value }),
      say: async (text, backToComposer = false) => {
        await this.send(text);
        if (backToComposer) this.composer.focus(); // the button that was pressed is gone
      },
      edit: async (message, text) => this.list.put(await api.edit(conversation.id, message.id, { person: person.id, text })),
      remove: (message) => this.attempt(() => api.remove(conversation.id, message.id, person.id), () => this.list.put({ ...message, deleted: true })),
      feedback: async (message, reaction, text) => {
        const actionValue = { reaction, feedback: JSON.stringify({ feedbackText: text }) };
        const { status } = await this.invoke(message, "message/submitAction", { actionName: "feedback", actionValue });
        if (status >= 300) throw new Error(String(status));
        this.reactions.set(message.id, reaction);
      },
      stop: async (message) => {
        await api.stop(conversation.id, message.id, person.id).catch(() => {}); // it may just have finished
        const now = this.list.messages.get(message.id);
        if (now?.stream) this.list.put({ ...now, stream: undefined });
        this.composer.focus();
      },
      signingIn: (message) => this.signIns.state(message),
      signIn: (message) => this.signIns.open(message),
      given: (message) => this.reactions.get(message.id),
      retry: (message) => this.deliver({ ...message, failed: undefined }),
      discard: (message) => this.list.drop(message.id),
      replyBox: (root) => this.replyBox(root),
      emptyState: () => this.emptyState(),
    };
  }

  /** The new card of an Action.Execute, without waiting for the event that brings it to everybody. */
  showCard(message, { status, body }) {
    if (status >= 300 || body?.type !== "application/vnd.microsoft.card.adaptive" || !body.value) return;
    const now = this.list.messages.get(message.id) ?? message;
    const attachments = now.activity.attachments.map((attachment) =>
      attachment.contentType === body.type ? { ...attachment, content: body.value } : attachment,
    );
    this.list.put({ ...now, activity: { ...now.activity, attachments } });
  }

  /** Draw a message anew: what it shows besides its content changed. */
  redraw(message) {
    const now = this.list.messages.get(message.id);
    if (now) this.list.put({ ...now });
  }

  /** The button under a thread that turns into a composer. */
  replyBox(root) {
    const box = h("div", { class: "reply-box" });
    const open = () => {
      const composer = createComposer({
        session: this.session,
        label: t("replyHere"),
        placeholder: t("replyHere"),
        kind: "reply",
        mentions: true,
        commands: true,
        onCancel: close,
        onSend: (text, mention) => this.send(text, mention, root.id),
      });
      box.replaceChildren(composer.element);
      composer.focus();
    };
    const button = h("button", { class: "link reply-button", type: "button", onclick: open }, icon("reply"), t("reply"));
    const close = () => {
      box.replaceChildren(button);
      button.focus();
    };
    box.append(button);
    return box;
  }

  emptyState() {
    const bot = this.session.bot.name;
    const text = t(this.conversation.kind === "personal" ? "emptyPersonal" : "emptyShared", { bot });
    this.empty ??= h("div", { class: "empty-state" }, faceOf(this.conversation, this.session), h("p", {}, text));
    return this.empty;
  }

  async attempt(act, done) {
    try {
      await act();
      done?.();
    } catch (error) {
      const text = error.message || t("serverGone");
      announce(text);
      this.list.showNotice(h("p", { class: "undelivered", role: "alert" }, icon("fault"), text));
    }
  }
}

