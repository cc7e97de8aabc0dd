// Draws one message: who, when, text, cards, sources, labels, thumbs and what one may do with it.

import { renderCard, cardWords } from "./cards.js";
import { citationsOf, fillCitations, messageEntity, sourceList } from "./citations.js";
import { createComposer } from "./composer.js";
import { openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { commandsOf } from "./extension.js";
import { asksFeedback, feedbackButtons } from "./feedback.js";
import { icon } from "./icons.js";
import { OAUTH, signInCard } from "./sign-in.js";
import { markdown, plain, spoken, xml } from "./markdown.js";
import { openMenu } from "./menu.js";
import { avatar } from "./people.js";
import { locale, t } from "./texts.js";

const CARD = "application/vnd.microsoft.card.adaptive";

/** What a message says, in one line of plain text. */
export function wordsOf(message) {
  if (message.deleted) return t("deleted");
  const { text, summary, attachments = [] } = message.activity;
  const card = attachments.find((attachment) => attachment.contentType === CARD)?.content;
  return spoken(text || summary || (card && (card.speak ?? cardWords(card))) || "") || t("card");
}

/**
 * The element of a message. `context` is `{session, person, conversation}` and what can be done: `execute(message,
 * action, trigger)`, `submit`, `search`, `say`, `edit`, `remove`, `feedback`, `retry`, `discard`, `act(message, command)`,
 * `openTask(message, data)`, `openChat(text)`.
 */
export function createMessage(message, context) {
  const own = message.from.id === context.person.id;
  const article = h(
    "article",
    {
      class: `message ${own ? "message-own" : "message-other"}${message.deleted ? " message-deleted" : ""}`,
      tabindex: "-1",
      "aria-label": t("said", { name: message.from.name, text: `${clock(message.at)} ${wordsOf(message)}`.slice(0, 200) }),
      dataset: { message: message.id },
    },
    avatar({ ...sender(message, context), bot: message.from.bot }),
    h(
      "div",
      { class: "message-main" },
      head(message, own),
      h("div", { class: "bubble" }, ...body(message, context)),
      ...foot(message, context),
    ),
  );
  const actions = message.deleted || message.pending || message.stream ? [] : actionsOf(message, context, article, own);
  if (actions.length > 0) {
    article.append(h("div", { class: "message-tools", role: "group", "aria-label": t("messageActions") }, actions));
  }
  return article;
}

const sender = (message, context) =>
  context.session.people.find((person) => person.id === message.from.id) ?? { id: message.from.id, name: message.from.name };

const clock = (at) => new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit" }).format(new Date(at));

function head(message, own) {
  const exact = new Intl.DateTimeFormat(locale(), { dateStyle: "full", timeStyle: "short" }).format(new Date(message.at));
  return h(
    "div",
    { class: "message-head" },
    h("span", { class: `message-name${own ? " message-name-own" : ""}` }, message.from.name),
    message.from.bot && h("span", { class: "tag" }, t("app")),
    h("time", { datetime: message.at, title: exact }, clock(message.at)),
    message.edited && !message.deleted && h("span", { class: "quiet edited" }, t("edited")),
    !message.deleted && importance(message.activity),
    ...labels(message.activity),
  );
}

/** The mark of a message that was sent as important ("high") or urgent. */
function importance({ importance }) {
  const word = { high: "important", urgent: "urgent" }[importance];
  return word && h("span", { class: `tag tag-importance tag-${word}` }, icon("fault"), t(word));
}

/** The labels that Teams puts on an answer: made by AI, and how confidential. */
function labels(activity) {
  const entity = messageEntity(activity);
  if (!entity) return [];
  const found = [];
  const explain = (title, text) => (event) => openDialog({ title, content: h("p", {}, text), anchor: event.currentTarget, kind: "label-dialog" });
  if ([entity.additionalType].flat().includes("AIGeneratedContent")) {
    const name = t("aiGenerated");
    found.push(h("button", { class: "tag tag-ai", type: "button", onclick: explain(name, t("aiExplained")) }, icon("spark"), name));
  }
  if (entity.usageInfo?.name) {
    const name = t("sensitivity", { name: entity.usageInfo.name });
    const text = entity.usageInfo.description ?? name;
    found.push(h("button", { class: "tag tag-sensitivity", type: "button", "aria-label": name, onclick: explain(name, text) }, icon("shield"), entity.usageInfo.name));
  }
  return found;
}

function body(message, context) {
  if (message.deleted) return [h("p", { class: "quiet" }, t("deleted"))];
  const activity = message.activity;
  const parts = [];
  if (message.stream === "informative") {
    return [h("p", { class: "informative" }, h("span", { class: "spinner" }), activity.text)];
  }
  if (activity.text) parts.push(textOf(message, context));
  const cards = (activity.attachments ?? []).map((attachment) => attachmentOf(attachment, message, context)).filter(Boolean);
  if (cards.length > 0) parts.push(h("div", { class: activity.attachmentLayout === "carousel" ? "carousel" : "attachments" }, cards));
  if (message.stream === "streaming") parts.push(h("span", { class: "caret" }));
  return parts;
}

function textOf(message, context) {
  const { text, textFormat, mention } = message.activity;
  const bot = context.session.bot.name;
  const element = h("div", { class: "message-text" });
  if (!message.from.bot) {
    // people's messages come as typed, with the mention as "@Koers"
    element.append(plain(mention && !text.includes("<at") ? text.replace(new RegExp(`@${escaped(bot)}(?!\\w)`, "i"), `<at>${bot}</at>`) : text));
    return element;
  }
  const citations = citationsOf(message.activity);
  element.append(textFormat === "plain" ? plain(text) : textFormat === "xml" ? xml(text) : markdown(text, citations));
  fillCitations(element, citations);
  return element;
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function attachmentOf(attachment, message, context) {
  const { contentType, content, name } = attachment;
  if (contentType === CARD && content) {
    return renderCard(content, {
      execute: (action, trigger) => context.execute(message, action, trigger),
      submit: (value) => context.submit(message, value),
      search: (query) => context.search(message, query),
      say: (text) => context.say(text),
      openTask: (data) => context.openTask(message, data),
      openChat: (text) => context.openChat(text),
    });
  }
  if (contentType === OAUTH && content) return signInCard(content, context.signingIn(message), () => context.signIn(message));
  if (contentType === "text/html") return null; // Teams' own copy of the text
  if (content?.title || content?.text) {
    return h("div", { class: "card card-fallback" }, h("strong", {}, content.title ?? ""), h("p", {}, content.text ?? ""));
  }
  return h("p", { class: "quiet" }, name ?? contentType);
}

function foot(message, context) {
  if (message.failed !== undefined) {
    return [
      h(
        "div",
        { class: "undelivered", role: "alert" },
        icon("fault"),
        h("span", {}, message.failed || t("undelivered")),
        message.pending && h("button", { class: "link", type: "button", onclick: () => context.retry(message) }, t("retry")),
        message.pending && h("button", { class: "link", type: "button", onclick: () => context.discard(message) }, t("discard")),
      ),
    ];
  }
  if (message.stream) {
    return [h("button", { class: "button button-small stop-button", type: "button", onclick: () => context.stop(message) }, t("stop"))];
  }
  if (message.pending) return [h("div", { class: "quiet small" }, t("sending"))];
  if (message.deleted || !message.from.bot) return [];
  const sources = sourceList(citationsOf(message.activity));
  const thumbs = asksFeedback(message.activity)
    ? feedbackButtons(context.given(message), (reaction, text) => context.feedback(message, reaction, text))
    : null;
  return sources || thumbs ? [h("div", { class: "message-foot" }, sources, thumbs)] : [];
}

/** What one may do with a message: change one's own, and what the bot offers to do with any. */
function actionsOf(message, context, article, own) {
  const actions = [];
  if (own && message.activity.text) {
    actions.push(h("button", { class: "icon-button", type: "button", "aria-label": t("editMessage"), title: t("editMessage"), onclick: () => startEditing(message, context, article) }, icon("edit")));
  }
  if (own) {
    actions.push(h("button", { class: "icon-button", type: "button", "aria-label": t("deleteMessage"), title: t("deleteMessage"), onclick: () => context.remove(message) }, icon("delete")));
  }
  const offered = commandsOf(context.session, "action");
  if (offered.length > 0) {
    const items = offered.map((command) => ({ title: command.title, detail: command.description, choose: () => context.act(message, command) }));
    actions.push(
      h(
        "button",
        {
          class: "icon-button",
          type: "button",
          "aria-label": t("moreActions"),
          title: t("moreActions"),
          "aria-haspopup": "menu",
          "aria-expanded": "false",
          onclick: (event) => openMenu(event.currentTarget, { label: t("moreActions"), items }),
        },
        icon("more"),
      ),
    );
  }
  return actions;
}

function startEditing(message, context, article) {
  const bubble = article.querySelector(".bubble");
  const shown = [...bubble.childNodes];
  const stop = () => {
    bubble.replaceChildren(...shown);
    article.classList.remove("editing");
    article.focus();
  };
  const composer = createComposer({
    session: context.session,
    label: t("editMessage"),
    text: message.activity.text,
    kind: "edit",
    mentions: context.conversation.kind !== "personal",
    onCancel: stop,
    onSend: async (text) => {
      if (text !== message.activity.text) await context.edit(message, text);
      stop();
    },
  });
  article.classList.add("editing");
  bubble.replaceChildren(composer.element);
  composer.focus();
}
