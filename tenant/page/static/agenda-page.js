// Starts the page of calendars: the same calendar as beside the chat, with the room of a whole page.

import * as api from "./api.js";
import { AgendaView } from "./agenda.js";
import { h } from "./dom.js";
import { listen } from "./events.js";
import { icon } from "./icons.js";
import { setLanguage, t } from "./texts.js";
import * as themes from "./themes.js";

const address = new URLSearchParams(location.search);
const NARROW = 720; // pixels, below which a day is shown first

async function start() {
  themes.start(address.get("theme"));
  setLanguage(address.get("lang") ?? (navigator.language.startsWith("en") ? "en" : "nl"));
  document.title = t("agenda");
  const shown = address.get("view") ?? (innerWidth < NARROW ? "day" : "week");
  const view = new AgendaView({ mailbox: address.get("mailbox") ?? "", day: /^\d{4}-\d{2}-\d{2}$/.test(address.get("day") ?? "") ? address.get("day") : "", shown: shown === "day" ? "day" : "week", onMove: keepAddress });
  const status = h("div", { class: "status-line", role: "status", hidden: true });
  document.getElementById("app").replaceChildren(
    h("header", { class: "top" }, h("h1", { class: "top-title" }, icon("calendar"), h("strong", {}, t("agenda"))), h("a", { class: "link", href: "/" }, icon("chat"), t("agendaChat"))),
    status,
    h("main", { class: "agenda-page" }, view.element),
  );
  await view.start();
  const session = await api.session(document.documentElement.lang);
  const person = session.people[0];
  if (!person) return;
  listen(
    person.id,
    (event) => event.event === "calendar" && view.onChange(event.mailboxes),
    (state) => {
      status.textContent = state === "lost" ? t("connectionLost") : "";
      status.hidden = state !== "lost";
      if (state === "open") view.load(); // what happened before we listened is not told again
    },
  );
}

function keepAddress({ mailbox, day, shown }) {
  address.set("mailbox", mailbox);
  address.set("day", day);
  address.set("view", shown);
  history.replaceState(null, "", `?${address}`);
}

start().catch((error) => {
  console.error(error);
  document.getElementById("app").replaceChildren(h("main", { class: "waiting" }, h("p", { role: "alert" }, error.message || t("serverGone"))));
});
