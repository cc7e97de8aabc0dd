// The list of conversations: chats first, then teams and channels; one stop for Tab, arrow keys inside.

import { h, roveFocus } from "./dom.js";
import { icon } from "./icons.js";
import { wordsOf } from "./message.js";
import { avatar } from "./people.js";
import { locale, t } from "./texts.js";

/** The conversations that this person takes part in, with the title that the person sees. */
export function conversationsOf(session, person) {
  return session.conversations
    .filter((conversation) => conversation.members.includes(person.id))
    .map((conversation) => ({ ...conversation, title: titleOf(conversation, session) }));
}

function titleOf(conversation, session) {
  if (conversation.kind === "personal") return session.bot.name;
  return conversation.team ? `${conversation.team} › ${conversation.name}` : conversation.name;
}

/** The face of a conversation. */
export function faceOf(conversation, session) {
  if (conversation.kind === "personal") return avatar({ name: session.bot.name, bot: true });
  return avatar({ id: conversation.id, name: conversation.team ?? conversation.name, kind: conversation.kind });
}

/** The list, with `last` the last message by conversation id and `unread` the ids with news. */
export function conversationList({ session, person, current, last, unread, onChoose }) {
  const all = conversationsOf(session, person);
  const section = (title, conversations) =>
    conversations.length > 0 && [
      h("h2", { class: "list-title" }, title),
      h("ul", {}, conversations.map((one) => h("li", {}, item(one, { session, person, current, last, unread, onChoose })))),
    ];
  const nav = h(
    "nav",
    { class: "conversation-list", "aria-label": t("conversations") },
    section(t("chats"), all.filter((one) => one.kind !== "channel")),
    section(t("teams"), all.filter((one) => one.kind === "channel")),
  );
  roveFocus(nav, ".conversation");
  const items = [...nav.querySelectorAll(".conversation")];
  const stop = nav.querySelector('[aria-current="true"]') ?? items[0];
  for (const button of items) button.tabIndex = button === stop ? 0 : -1;
  return nav;
}

function item(conversation, { session, person, current, last, unread, onChoose }) {
  const message = last.get(conversation.id);
  const isUnread = unread.has(conversation.id);
  return h(
    "button",
    {
      class: `conversation${isUnread ? " conversation-unread" : ""}`,
      type: "button",
      "aria-current": conversation.id === current ? "true" : undefined,
      dataset: { conversation: conversation.id },
      onclick: () => onChoose(conversation),
    },
    faceOf(conversation, session),
    h(
      "span",
      { class: "conversation-words" },
      h("span", { class: "conversation-title" }, conversation.title),
      h("span", { class: "quiet" }, preview(message, conversation, person)),
    ),
    message && h("time", { class: "quiet", datetime: message.at }, when(message.at)),
    isUnread && h("span", { class: "unread-mark" }, h("span", { class: "hidden-visually" }, t("unread"))),
    conversation.kind === "channel" && icon("people"),
  );
}

function preview(message, conversation, person) {
  if (!message) return t(conversation.kind);
  const text = wordsOf(message).slice(0, 80);
  if (message.from.id === person.id) return t("youSaid", { text });
  return conversation.kind === "personal" ? text : t("said", { name: message.from.name.split(" ")[0], text });
}

function when(at) {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  const options = today ? { hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(locale(), options).format(date);
}
