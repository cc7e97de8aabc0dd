// What is in the tenant, beside the chat: files, people, what was sent and asked, and trouble on request.

import * as api from "./api.js";
import { h, roveFocus, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./people.js";
import { wordsOf } from "./message.js";
import { faultsPanel } from "./tenant-faults.js";
import { libraryPanel } from "./tenant-library.js";
import { locale, t } from "./texts.js";

const TABS = ["library", "people", "sent", "requests", "faults"];
const SETTLED = 700; // milliseconds after the last event before the open tab is fetched again

export class TenantPane {
  constructor(session, onClose) {
    this.session = session;
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

  /** Something happened in the chat: what was sent and asked has changed. */
  onEvent() {
    if (this.element.hidden || !["sent", "requests", "faults"].includes(this.tab)) return;
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
    const drawing = { library: () => libraryPanel(() => this.draw()), people: peoplePanel, sent: () => this.sentPanel(), requests: requestsPanel, faults: () => faultsPanel(() => this.draw()) };
    let content;
    try {
      content = await drawing[name]();
    } catch (error) {
      content = [h("p", { class: "banner banner-error", role: "alert" }, error.message || t("serverGone"))];
    }
    if (this.tab === name) this.panel.replaceChildren(...content.filter(Boolean));
  }

  async sentPanel() {
    const answer = await api.sent();
    const messages = listOf(answer, "messages", "sent");
    const count = answer.count ?? answer.counts?.total ?? messages.length;
    return [
      h("p", { class: "quiet" }, t("sentCount", { count, bot: this.session.bot.name })),
      h("ul", { class: "rows" }, messages.map((message) => h("li", { class: "row" }, h("span", { class: "row-words" }, h("span", {}, sentWords(message)), h("span", { class: "quiet" }, [placeName(this.session, message), time(message.at)].filter(Boolean).join(" · ")))))),
    ];
  }
}

/** An answer's list, whether it comes bare or under a name. */
export const listOf = (answer, ...names) => (Array.isArray(answer) ? answer : (names.map((name) => answer?.[name]).find(Array.isArray) ?? []));

const time = (at) => (at ? new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(new Date(at)) : "");

const sentWords = (message) => (message.activity ? wordsOf(message) : (message.text ?? "")).slice(0, 120) || t("card");

function placeName(session, message) {
  const place = session.conversations.find((one) => one.id === message.conversation);
  if (!place) return message.to ?? "";
  const one = place.kind === "personal" && session.people.find((person) => person.id === place.members[0]);
  return one ? one.name : place.name;
}

async function peoplePanel() {
  const people = listOf(await api.tenantPeople(), "people", "value");
  const row = (person) =>
    h(
      "li",
      { class: "row" },
      avatar({ id: person.id, name: person.name ?? person.displayName, photo: person.photo }),
      h("span", { class: "row-words" }, h("span", {}, person.name ?? person.displayName), h("span", { class: "quiet" }, [person.title ?? person.jobTitle, person.department].filter(Boolean).join(" · "))),
    );
  return [h("ul", { class: "rows" }, people.map(row))];
}

async function requestsPanel() {
  const requests = listOf(await api.requests(), "requests").toSorted((one, other) => (one.at < other.at ? 1 : -1));
  if (requests.length === 0) return [h("p", { class: "quiet" }, t("nothing"))];
  const row = (request) =>
    h(
      "tr",
      { class: request.status >= 400 ? "request-failed" : "" },
      h("td", {}, h("span", { class: "method" }, request.method), " ", h("span", { class: "path" }, decode(request.path))),
      h("td", {}, String(request.status)),
      h("td", {}, String(Math.round(request.ms))),
    );
  return [
    h("p", { class: "quiet" }, t("requestsHint")),
    h("table", { class: "requests" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("request")), h("th", { scope: "col" }, t("status")), h("th", { scope: "col" }, t("ms")))), h("tbody", {}, requests.map(row))),
  ];
}

function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
