// Starts the page, and puts its parts together: who one is, which conversation is open, what comes in.

import * as api from "./api.js";
import { conversationList, conversationsOf } from "./conversations.js";
import { ConversationView } from "./conversation.js";
import { announce, h } from "./dom.js";
import { listen } from "./events.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { loadPackages } from "./packages.js";
import { personButton } from "./people.js";
import { TenantPane } from "./tenant-pane.js";
import { currentLanguage, setLanguage, t } from "./texts.js";
import * as themes from "./themes.js";

const RETRY = 1500; // milliseconds between tries while there is no bot or no server yet
const WIDE = 1400; // pixels from which the pane is open without being asked
const PANE_KEY = "pane";

const address = new URLSearchParams(location.search);
const root = document.getElementById("app");

const state = {
  session: null,
  person: null,
  view: null, // the open ConversationView
  last: new Map(), // the last message, by conversation id
  unread: new Set(), // ids of conversations with news
  drafts: new Map(), // what was typed and not sent, by conversation id
  stop: () => {}, // stops listening
  pane: null,
  packagesProblem: null,
};

async function start() {
  themes.start(address.get("theme"));
  setLanguage(address.get("lang") ?? (navigator.language.startsWith("en") ? "en" : "nl"));
  document.title = t("title");
  const packages = loadPackages();
  packages.catch(() => {}); // told below; until then the browser would call it unhandled
  state.session = await waitForSession();
  showStatus(t("packagesLoading"));
  const asked = state.session.people.find((person) => person.id === address.get("person"));
  // the first look comes after the libraries, unless fetching them takes long: then cards start as words
  await Promise.race([packages.catch(() => {}), new Promise((resolve) => setTimeout(resolve, RETRY))]);
  await become(asked ?? state.session.people[0], address.get("conversation"));
  try {
    await packages;
    state.view.list.redraw();
    showStatus("");
  } catch (error) {
    state.packagesProblem = error.message;
    showStatus(t("packagesMissing", { reason: error.message }));
  }
}

async function waitForSession() {
  for (;;) {
    try {
      const session = await api.session(currentLanguage());
      if (session.bot?.id && session.people.length > 0) return session;
      showWaiting(t("starting", { bot: session.bot?.name ?? t("title") }), t("startingSoon"));
    } catch (error) {
      showWaiting(t("starting", { bot: t("title") }), error.message || t("serverGone"));
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY));
  }
}

/** What stands on the page as long as there is nobody to talk with. */
function showWaiting(title, text) {
  const said = root.querySelector(".waiting-words");
  if (said?.textContent === title + text) return; // a screen reader need not hear it again
  root.replaceChildren(
    h(
      "main",
      { class: "waiting" },
      h("img", { src: "/page/bot.svg", alt: "", width: "64", height: "64" }),
      h("div", { class: "waiting-words", role: "status" }, h("h1", {}, title), h("p", {}, text)),
      h("span", { class: "spinner" }),
      h("p", { class: "quiet" }, t("startingLong")),
    ),
  );
}

/** A line at the top of the page; empty takes it away. */
function showStatus(text) {
  let line = document.getElementById("page-status");
  if (!line) {
    line = h("div", { id: "page-status", class: "status-line", role: "status" });
    document.body.prepend(line);
  }
  line.textContent = text;
  line.hidden = !text;
}

/** Be this person, from now on, in the person's language. */
async function become(person, conversationId) {
  state.stop();
  state.person = person;
  state.last.clear();
  state.unread.clear();
  state.drafts.clear();
  const before = currentLanguage();
  setLanguage(address.get("lang") ?? person.language);
  if (currentLanguage() !== before) state.session = await api.session(currentLanguage()).catch(() => state.session);
  state.stop = listen(person.id, onEvent, onConnection);
  const conversations = conversationsOf(state.session, person);
  drawFrame();
  await open(conversations.find((one) => one.id === conversationId) ?? conversations[0]);
}

function drawFrame() {
  const { session, person } = state;
  document.title = `${t("title")} · ${session.organisation}`;
  state.pane = new TenantPane(session, person, () => togglePane(false));
  const paneButton = h("button", { class: "icon-button", id: "pane-button", type: "button", "aria-expanded": "false", onclick: () => togglePane() }, icon("pane"));
  root.replaceChildren(
    h("a", { class: "skip", href: "#conversation" }, t("skip")),
    h(
      "header",
      { class: "top" },
      h("span", { class: "top-title" }, icon("chat"), h("strong", {}, t("title")), h("span", { class: "quiet" }, session.organisation)),
      h("span", { class: "top-tools" }, themeButton(), paneButton, personButton(session, person, (one) => become(one, state.view.conversation.id))),
    ),
    h("div", { class: "columns" }, h("div", { id: "list-column" }), h("div", { id: "view-column" }), state.pane.element),
  );
  drawList();
  const stored = localStorage.getItem(PANE_KEY);
  togglePane(address.get("pane") ? true : stored ? stored === "open" && innerWidth > 900 : innerWidth >= WIDE, false);
}

function themeButton() {
  return h(
    "button",
    {
      class: "icon-button",
      type: "button",
      "aria-label": t("theme"),
      title: t("theme"),
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      onclick: (event) =>
        openMenu(event.currentTarget, {
          label: t("theme"),
          items: ["system", ...themes.THEMES].map((theme) => ({
            title: t(`theme_${theme}`),
            checked: themes.choice() === theme,
            choose: () => themes.choose(theme),
          })),
        }),
    },
    icon("theme"),
  );
}

function togglePane(open = state.pane.element.hidden, remember = true) {
  const button = document.getElementById("pane-button");
  const label = t(open ? "hideTenant" : "showTenant");
  button.setAttribute("aria-expanded", String(open));
  button.setAttribute("aria-label", label);
  button.title = label;
  if (open) state.pane.show();
  else state.pane.hide();
  if (!remember) return;
  localStorage.setItem(PANE_KEY, open ? "open" : "closed");
  if (!open) button.focus();
}

function drawList() {
  const { session, person, last, unread } = state;
  const column = document.getElementById("list-column");
  const focused = column.contains(document.activeElement) && document.activeElement.dataset.conversation;
  const current = state.view?.conversation.id;
  column.replaceChildren(conversationList({ session, person, current, last, unread, onChoose: (one) => open(one, true) }));
  if (focused) [...column.querySelectorAll(".conversation")].find((item) => item.dataset.conversation === focused)?.focus();
}

/** Open a conversation. `byHand`: the person chose it, so the composer gets the focus. */
async function open(conversation, byHand = false) {
  const { session, person } = state;
  if (state.view) state.drafts.set(state.view.conversation.id, state.view.composer.text());
  state.unread.delete(conversation.id);
  const view = new ConversationView({
    session,
    person,
    conversation,
    draft: state.drafts.get(conversation.id),
    onBack: () => showColumn("list"),
    onSent: (message) => remember(conversation.id, message),
    onChat: (text) => openChat(text),
  });
  state.view = view;
  document.getElementById("view-column").replaceChildren(view.element);
  showColumn("conversation");
  keepAddress();
  drawList();
  if (byHand) view.composer.focus();
  await reload(view);
}

/** Open the chat with the bot, with a text in the field, as a link of Teams to a chat does. */
async function openChat(text) {
  const conversation = conversationsOf(state.session, state.person).find((one) => one.kind === "personal");
  document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
  if (state.view.conversation.id !== conversation.id) await open(conversation);
  if (text) state.view.composer.setText(text);
  state.view.composer.focus();
}

/** Fetch the messages of `view` and show them. */
async function reload(view) {
  try {
    await view.load();
    const message = [...view.list.messages.values()].at(-1);
    if (message && !message.pending) remember(view.conversation.id, message);
  } catch (error) {
    showStatus(error.message || t("serverGone"));
  }
}

/** On a phone, either the list or the conversation is there. */
function showColumn(name) {
  root.dataset.column = name;
  if (name === "list") document.querySelector('.conversation[tabindex="0"]')?.focus();
}

/** The address names who and where, so that a reload comes back here. */
function keepAddress() {
  address.set("person", state.person.id);
  address.set("conversation", state.view.conversation.id);
  history.replaceState(null, "", `?${address}`);
}

function remember(conversation, message) {
  const before = state.last.get(conversation);
  if (before && before.at > message.at) return;
  state.last.set(conversation, message);
  drawList();
}

function onEvent(event) {
  if (["members", "bot"].includes(event.event)) refreshSession();
  if (event.event === "message") {
    remember(event.conversation, event.message);
    if (event.conversation !== state.view.conversation.id && event.message.from.id !== state.person.id) {
      state.unread.add(event.conversation);
      announce(t("newMessages"));
      drawList();
    }
  }
  if (event.conversation === state.view.conversation.id) state.view.onEvent(event);
  state.pane.onEvent(event);
}

async function refreshSession() {
  state.session = await api.session(currentLanguage()).catch(() => state.session);
  drawList();
}

function onConnection(connection, wasLost) {
  if (connection === "lost") showStatus(t("connectionLost"));
  else {
    if (wasLost) showStatus(state.packagesProblem ? t("packagesMissing", { reason: state.packagesProblem }) : "");
    if (state.view) reload(state.view); // what happened before we listened is not told again
  }
}

start().catch((error) => {
  console.error(error);
  showStatus(t("startFailed"));
});
