// What is in the tenant, beside the chat: files, people, what was sent and asked, and trouble on request.

import * as api from "./api.js";
import { AgendaView } from "./agenda.js";
import { h, reconcile, roveFocus, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./people.js";
import { spoken } from "./markdown.js";
import { faultsPanel } from "./tenant-faults.js";
import { libraryPanel } from "./tenant-library.js";
import { locale, t } from "./texts.js";

const TABS = ["library", "agenda", "people", "sent", "requests", "faults"];
const CHANGES = { library: ["library"], sent: ["message", "update", "delete"], requests: ["request"], faults: ["request"] };
const SETTLED = 700; // milliseconds after the last event before the open tab is fetched again

export class TenantPane {
  /** For `person`, who sees of the bot's messages only what the person may see. */
  constructor(session, person, onClose) {
    this.session = session;
    this.person = person;
    this.tab = "library";
    const prefix = uniqueId("pane");
    this.panel = h("div", { class: "pane-panel", role: "tabpanel", id: `${prefix}-panel`, tabindex: "0" });
    this.tabs = TABS.map((name) =>
      h(
        "button",
        { class: "tab", type: "button", role: "tab", id: `${prefix}-${name}`, "aria-controls": this.panel.id, dataset: { tab: name }, onclick: () => this.choose(name), onfocus: () => this.tab !== name && this.choose(name) },
        t(`tab_${name}`),
      ),
    );
    const tablist = h("div", { class: "tabs", role: "tablist", "aria-label": t("tenant") }, this.tabs);
    roveFocus(tablist, ".tab", { horizontal: true });
    this.element = h(
      "aside",
      { class: "pane", "aria-label": t("tenant"), hidden: true },
      h(
        "div",
        { class: "pane-head" },
        h("h2", {}, t("tenant")),
        h("button", { class: "icon-button", type: "button", "aria-label": t("refresh"), title: t("refresh"), onclick: () => this.draw() }, icon("reload")),
        h("button", { class: "icon-button", type: "button", "aria-label": t("hideTenant"), title: t("close"), onclick: onClose }, icon("close")),
      ),
      tablist,
      this.panel,
    );
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && onClose());
  }

  show() {
    this.element.hidden = false;
    this.choose(this.tab);
  }

  hide() {
    this.element.hidden = true;
  }

  /** Something happened: what the open tab shows may have changed. */
  onEvent({ event, mailboxes }) {
    if (event === "calendar") this.agenda?.onChange(mailboxes);
    if (this.element.hidden || !CHANGES[this.tab]?.includes(event)) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), SETTLED);
  }

  choose(name) {
    this.tab = name;
    for (const tab of this.tabs) {
      const chosen = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen) this.panel.setAttribute("aria-labelledby", tab.id);
    }
    this.panel.replaceChildren(h("p", { class: "quiet" }, "…"));
    this.draw();
  }

  async draw() {
    const name = this.tab;
    const drawing = { library: () => this.libraryContent(), agenda: () => this.agendaPanel(), people: () => peoplePanel(this.session.bot.name), sent: () => this.sentPanel(), requests: requestsPanel, faults: () => faultsPanel(() => this.draw()) };
    let content;
    try {
      content = await drawing[name]();
    } catch (error) {
      content = [h("p", { class: "banner banner-error", role: "alert" }, error.message || t("serverGone"))];
    }
    if (this.tab === name) reconcile(this.panel, content.filter(Boolean));
  }

  async libraryContent() {
    const href = `/sharepoint?${new URLSearchParams({ person: this.person.id, lang: document.documentElement.lang })}`;
    return [h("a", { class: "link", href, target: "_blank", rel: "noopener" }, icon("open"), t("spOpen")), ...(await libraryPanel(() => this.draw()))];
  }

  /** The calendar stays where it was as long as the pane is there. */
  async agendaPanel() {
    if (this.agenda) {
      await this.agenda.load();
      return this.agendaContent;
    }
    const agenda = new AgendaView({ mailbox: this.person.id, shown: "day", onMove: ({ mailbox, day }) => { large.href = `/agenda?${new URLSearchParams({ mailbox, day, view: "week" })}`; } });
    const large = h("a", { class: "link", href: "/agenda", target: "_blank", rel: "noopener" }, icon("open"), t("agendaLarge"));
    await agenda.start();
    this.agenda = agenda;
    this.agendaContent = [h("p", { class: "quiet" }, t("agendaHint")), large, agenda.element];
    return this.agendaContent;
  }

  async sentPanel() {
    const answer = await api.sent(this.person.id);
    const messages = answer.messages;
    const count = answer.counts?.total ?? messages.length;
    return [
      h("p", { class: "quiet" }, t("sentCount", { count, bot: this.session.bot.name })),
      h("ul", { class: "rows" }, messages.map((message) => h("li", { class: "row" }, h("span", { class: "row-words" }, h("span", {}, sentWords(message)), h("span", { class: "quiet" }, [placeName(this.session, message), time(message.at)].filter(Boolean).join(" · ")))))),
    ];
  }
}

const time = (at) => (at ? new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(new Date(at)) : "");

const sentWords = (message) => (message.deleted ? t("deleted") : shortened(spoken(message.text), 120)) || t("card");

const shortened = (text, longest) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

function placeName(session, message) {
  const place = session.conversations.find((one) => one.id === message.conversation);
  const other = place?.kind === "personal" && session.people.find((person) => person.id === place.members[0]);
  return other ? other.name : message.name;
}

/** Everybody, with who has the bot's app. */
async function peoplePanel(bot) {
  const [{ people }, { groups }] = await Promise.all([api.tenantPeople(), api.tenantGroups()]);
  const row = (face, name, ...details) =>
    h("li", { class: "row" }, face, h("span", { class: "row-words" }, h("span", {}, name), h("span", { class: "quiet" }, details.filter(Boolean).join(" · "))));
  const person = (one) => row(avatar(one), one.name, one.title, one.team, one.office, one.guest && t("guest"), one.left && t("left"), one.installed && t("hasBot", { bot }));
  const group = (one) => row(avatar({ id: one.id, name: one.name, kind: "channel" }), one.name, t("members", { count: one.members.length }));
  return [h("ul", { class: "rows" }, people.map(person)), h("h3", {}, t("groups")), h("ul", { class: "rows" }, groups.map(group))];
}

async function requestsPanel() {
  const requests = (await api.requests()).requests.toSorted((one, other) => (one.at < other.at ? 1 : -1));
  if (requests.length === 0) return [h("p", { class: "quiet" }, t("nothing"))];
  const row = (request) =>
    h(
      "tr",
      { class: request.status >= 400 ? "request-failed" : "" },
      h("td", {}, h("span", { class: "method" }, request.method), " ", h("span", { title: request.path }, readable(request.path))),
      h("td", {}, String(request.status)),
      h("td", {}, String(Math.round(request.ms))),
    );
  return [
    h("p", { class: "quiet" }, t("requestsHint")),
    h("table", { class: "requests" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("request")), h("th", { scope: "col" }, t("status")), h("th", { scope: "col" }, t("ms")))), h("tbody", {}, requests.map(row))),
  ];
}

/** A path with its long ids and tokens cut: the whole is in the title. */
function readable(path) {
  let text = path;
  try {
    text = decodeURIComponent(path);
  } catch {
    // shown as it came
  }
  return text.replace(/[\w!:.~-]{24,}/g, (id) => `${id.slice(0, 8)}…`);
}
