// A calendar as Outlook shows it: a day or a week of a person, a place or the mailbox that organises bookings.

import * as api from "./api.js";
import { newEvent, showEvent, stateOf } from "./agenda-dialogs.js";
import { announce, h, roveFocus, uniqueId } from "./dom.js";
import { rememberFocus } from "./focus.js";
import { icon } from "./icons.js";
import { locale, t } from "./texts.js";

const SETTLED = 250; // milliseconds after the last event before a calendar is fetched again
const HOUR = 44; // pixels
const FIRST_HOUR = 7; // of the day that is shown, unless something is earlier or later
const LAST_HOUR = 19;
const SHORTEST = 30; // minutes that a short appointment is high
const NARROW = 640; // pixels, below which seven days do not fit next to each other
const MOST_LANES = { day: 8, week: 3 }; // what fits next to each other at one moment
const BRIEF = 65; // minutes below which there is room for one line

export class AgendaView {
  /** `shown` is "day" or "week"; `onMove` hears which calendar, day and view there are now. */
  constructor({ mailbox = "", day = "", shown = "week", onMove = () => {} }) {
    Object.assign(this, { mailbox, day, shown, onMove, places: [] });
    const select = uniqueId("agenda");
    const date = uniqueId("date");
    this.select = h("select", { class: "field", id: select, onchange: () => this.go({ mailbox: this.select.value }) });
    this.date = h("input", { class: "field agenda-date", id: date, type: "date", "aria-label": t("agendaDate"), onchange: () => this.date.value && this.go({ day: this.date.value }) });
    this.title = h("h2", { class: "agenda-title", "aria-live": "polite" });
    this.grid = h("div", { class: "agenda-grid" });
    this.failure = h("p", { class: "banner banner-error", role: "alert", hidden: true });
    this.views = ["day", "week"].map((name) => h("button", { class: "button button-small", type: "button", onclick: () => this.go({ shown: name }) }, t(name === "day" ? "agendaDay" : "agendaWeek")));
    const step = (by, label, name) => h("button", { class: "icon-button", type: "button", "aria-label": label, title: label, onclick: () => this.step(by) }, icon(name));
    this.element = h(
      "section",
      { class: "agenda", "aria-label": t("agenda") },
      h("div", { class: "agenda-tools" }, h("label", { class: "agenda-whose", for: select }, t("agendaOf"), " "), this.select, h("button", { class: "button button-primary", type: "button", onclick: () => this.add() }, icon("add"), t("agendaNew"))),
      h(
        "div",
        { class: "agenda-tools" },
        step(-1, t("agendaEarlier"), "back"),
        h("button", { class: "button button-small", type: "button", onclick: () => this.go({ day: this.today }) }, t("agendaToday")),
        step(1, t("agendaLater"), "forward"),
        this.date,
        h("div", { class: "agenda-views", role: "group", "aria-label": t("agendaShown") }, this.views),
      ),
      this.title,
      this.failure,
      this.grid,
    );
    roveFocus(this.grid, ".agenda-event");
    new ResizeObserver(() => this.fit()).observe(this.element);
  }

  /** Fetch whose calendars there are, and show the chosen one. */
  async start() {
    const found = await api.agendaMailboxes();
    this.today = found.today;
    this.day ||= found.today;
    this.places = found.places;
    const option = (one, name = one.name) => h("option", { value: one.address }, name);
    const buildings = [...new Set(found.places.map((place) => place.building))];
    this.select.replaceChildren(
      h("optgroup", { label: t("agendaBooking") }, option(found.booking)),
      h("optgroup", { label: t("agendaPeople") }, found.people.map((person) => option(person))),
      ...buildings.map((building) => h("optgroup", { label: t("agendaPlaces", { building }) }, placesOf(found.places, building).map((place) => option(place, `${place.name} (${t(`agendaKind_${place.kind}`)})`)))),
    );
    const person = found.people.find((one) => one.id === this.mailbox);
    if (person) this.mailbox = person.address;
    if (![...this.select.options].some((one) => one.value === this.mailbox)) this.mailbox = found.booking.address;
    await this.load();
  }

  /** Something happened in these mailboxes. */
  onChange(mailboxes) {
    if (!mailboxes.includes(this.mailbox)) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), SETTLED);
  }

  go(change) {
    Object.assign(this, change);
    return this.load();
  }

  step(by) {
    return this.go({ day: moved(this.day, by * (this.shown === "day" ? 1 : 7)) });
  }

  days() {
    if (this.shown === "day") return [this.day];
    const monday = moved(this.day, -((asDate(this.day).getUTCDay() + 6) % 7));
    return [0, 1, 2, 3, 4, 5, 6].map((n) => moved(monday, n));
  }

  async load() {
    const days = this.days();
    const asked = `${this.mailbox} ${days[0]} ${days.length}`;
    this.asked = asked;
    this.onMove({ mailbox: this.mailbox, day: this.day, shown: this.shown });
    try {
      const { mailbox, events } = await api.agenda(this.mailbox, days[0], days.length);
      if (this.asked !== asked) return; // something else has been chosen meanwhile
      this.kind = mailbox.kind;
      this.failure.hidden = true;
      const drawn = JSON.stringify([this.mailbox, this.day, days, events]);
      if (drawn === this.drawn) return; // nothing is different, so nothing has to move under somebody's hand
      this.drawn = drawn;
      this.draw(days, events);
    } catch (error) {
      this.failure.textContent = error.message || t("serverGone");
      this.failure.hidden = false;
    }
  }

  draw(days, events) {
    this.select.value = this.mailbox;
    this.date.value = this.day;
    this.views.forEach((button, index) => button.setAttribute("aria-pressed", String((index === 0) === (this.shown === "day"))));
    const words = period(days);
    if (this.title.textContent !== words) this.title.textContent = words;
    const byDay = days.map((day) => partsOf(day, events));
    const parts = byDay.flat();
    const first = Math.min(FIRST_HOUR, ...parts.map((part) => Math.floor(part.from / 60)));
    const last = Math.max(LAST_HOUR, ...parts.map((part) => Math.ceil(part.until / 60)));
    this.lanes = Math.max(0, ...parts.map((part) => part.lanes));
    this.fit();
    const refocus = rememberFocus(this.grid);
    this.grid.dataset.shown = this.shown;
    this.grid.replaceChildren(hourLabels(first, last), ...days.map((day, index) => this.column(day, byDay[index], first, last)));
    const buttons = [...this.grid.querySelectorAll(".agenda-event")];
    buttons.forEach((button, index) => { button.tabIndex = index === 0 ? 0 : -1; });
    refocus?.(this.grid);
  }

  /** Hours where they fit, and lists where they do not. */
  fit() {
    const narrow = this.shown === "week" && this.element.clientWidth < NARROW;
    this.grid.classList.toggle("agenda-stacked", narrow);
    this.grid.classList.toggle("agenda-list", narrow || this.lanes > MOST_LANES[this.shown]);
  }

  column(day, parts, first, last) {
    const hours = h("div", { class: "agenda-hours", onclick: (event) => event.target === hours && !this.grid.classList.contains("agenda-list") && this.add(day, first * 60 + Math.floor(event.offsetY / HOUR) * 60) });
    hours.style.setProperty("--hours", last - first);
    if (parts.length === 0) hours.append(h("p", { class: "agenda-none quiet" }, t("agendaEmpty")));
    else hours.append(h("ul", {}, parts.map((part) => this.event(part, first))));
    const heading = uniqueId("day");
    return h(
      "section",
      { class: `agenda-day${day === this.today ? " agenda-day-today" : ""}`, "aria-labelledby": heading },
      h("h3", { id: heading, "aria-current": day === this.today && "date" }, written(day, { weekday: "short", day: "numeric", month: "short" }), h("span", { class: "hidden-visually" }, parts.length > 0 ? ` (${t(parts.length === 1 ? "agendaEventsOne" : "agendaEvents", { count: parts.length })})` : "")),
      hours,
    );
  }

  event(part, first) {
    const { event } = part;
    const [start, end] = [event.start.slice(11), event.end.slice(11)];
    const button = h(
      "button",
      { class: `agenda-event agenda-${lookOf(event)}${part.until - part.from < BRIEF ? " agenda-brief" : ""}`, type: "button", title: stateOf(event), onclick: () => showEvent(this.mailbox, event, () => this.load()) },
      h("span", { class: "agenda-event-time" }, `${start}–${end}`),
      " ",
      h("span", { class: "agenda-event-subject" }, event.subject),
      event.place && [" ", h("span", { class: "agenda-event-place" }, event.place)],
      " ",
      h("span", { class: "hidden-visually" }, `(${stateOf(event)})`),
    );
    const item = h("li", {}, button);
    item.style.setProperty("--top", (part.from - first * 60) / 60);
    item.style.setProperty("--height", Math.max(SHORTEST, part.until - part.from) / 60);
    item.style.setProperty("--lane", part.lane);
    item.style.setProperty("--lanes", part.lanes);
    return item;
  }

  add(day = this.day, minutes = 9 * 60) {
    newEvent({ mailbox: this.mailbox, day, minutes, places: this.kind === "resource" ? [] : this.places }, (event) => {
      announce(t("agendaAdded", { subject: event.subject }));
      this.go({ day: event.start.slice(0, 10) });
    });
  }
}

const placesOf = (places, building) => places.filter((place) => place.building === building);

const lookOf = (event) => (event.cancelled ? "cancelled" : event.own || event.response === "accepted" ? "sure" : "open");

/** What of the events is on a day: minutes since midnight, and which of how many lanes where they overlap. */
function partsOf(day, events) {
  const next = moved(day, 1);
  const minutes = (time) => Number(time.slice(11, 13)) * 60 + Number(time.slice(14, 16));
  const parts = events
    .filter((event) => event.start.slice(0, 10) <= day && event.end > `${day}T00:00`)
    .map((event) => ({ event, from: event.start < day ? 0 : minutes(event.start), until: event.end >= next ? 24 * 60 : minutes(event.end) }))
    .sort((one, other) => one.from - other.from || other.until - one.until);
  let group = [];
  let ends = 0;
  const close = () => {
    const lanes = Math.max(0, ...group.map((part) => part.lane + 1));
    for (const part of group) part.lanes = lanes;
    group = [];
  };
  for (const part of parts) {
    if (part.from >= ends) close();
    const taken = new Set(group.filter((other) => other.until > part.from).map((other) => other.lane));
    part.lane = 0;
    while (taken.has(part.lane)) part.lane += 1;
    group.push(part);
    ends = Math.max(ends, part.until);
  }
  close();
  return parts;
}

function hourLabels(first, last) {
  const labels = h("div", { class: "agenda-labels", "aria-hidden": "true" });
  for (let hour = first; hour < last; hour += 1) labels.append(h("span", {}, `${String(hour).padStart(2, "0")}:00`));
  return labels;
}

const asDate = (day) => new Date(`${day}T00:00:00Z`);

function moved(day, by) {
  const date = asDate(day);
  date.setUTCDate(date.getUTCDate() + by);
  return date.toISOString().slice(0, 10);
}

const written = (day, options) => new Intl.DateTimeFormat(locale(), { timeZone: "UTC", ...options }).format(asDate(day));

function period(days) {
  const long = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  if (days.length === 1) return written(days[0], long);
  const short = { day: "numeric", month: "long", year: "numeric" };
  return `${written(days[0], short)} – ${written(days.at(-1), short)}`;
}
