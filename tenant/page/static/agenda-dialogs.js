// The small windows of a calendar: one appointment with what can be done to it, and a new one.

import * as api from "./api.js";
import { openDialog } from "./dialog.js";
import { announce, h, uniqueId } from "./dom.js";
import { locale, t } from "./texts.js";

/** How an appointment stands, in words. */
export const stateOf = (event) => t(event.cancelled ? "agendaState_cancelled" : `agendaState_${event.response}`);

/** Show an appointment of `mailbox`; `changed` when something was done to it. */
export function showEvent(mailbox, event, changed) {
  const failure = h("p", { class: "banner banner-error", role: "alert", hidden: true });
  const act = (deed) => async () => {
    try {
      await api.agendaAct(mailbox, event.id, deed);
    } catch (error) {
      failure.textContent = error.message || t("serverGone");
      failure.hidden = false;
      return false;
    }
    announce(t(`agendaDone_${deed}`));
    await changed();
    return true;
  };
  const fact = (name, ...values) => values.some(Boolean) && [h("dt", {}, name), h("dd", {}, values)];
  const guests = event.attendees.map((guest) => h("li", {}, `${guest.name}: ${t(`agendaState_${guest.response}`)}`));
  openDialog({
    title: event.subject,
    content: [
      h(
        "dl",
        { class: "agenda-facts" },
        fact(t("agendaWhen"), `${dayOf(event.start)} ${event.start.slice(11)}–${event.end.slice(11)}`),
        fact(t("agendaPlace"), event.place),
        fact(t("agendaOrganizer"), event.organizer),
        fact(t("status"), stateOf(event)),
        guests.length > 0 && fact(t("agendaGuests"), h("ul", {}, guests)),
        fact(t("agendaWords"), event.words),
      ),
      failure,
    ],
    buttons: buttonsOf(event).map((deed) => ({ text: t(`agenda${deed[0].toUpperCase()}${deed.slice(1)}`), primary: deed === "accept", danger: deed !== "accept", choose: act(deed) })),
  });
}

/** What can be done: the organiser calls off what others were invited to, others answer. */
function buttonsOf(event) {
  if (event.own) return event.attendees.length > 0 ? ["cancel"] : ["delete"];
  if (event.cancelled) return ["delete"];
  return event.response === "accepted" ? ["decline", "delete"] : ["decline", "delete", "accept"];
}

/** Ask for a new appointment in `mailbox`; `made` gets it. */
export function newEvent({ mailbox, day, minutes, places }, made) {
  const field = (name, attributes) => h("input", { class: "field", id: uniqueId(name), ...attributes });
  const subject = field("subject", { maxlength: "255", required: true, autocomplete: "off" });
  const date = field("day", { type: "date", value: day, required: true });
  const from = field("from", { type: "time", value: clock(minutes), step: "900", required: true });
  const until = field("until", { type: "time", value: clock(minutes + 60), step: "900", required: true });
  const buildings = [...new Set(places.map((place) => place.building))];
  const place = h(
    "select",
    { class: "field", id: uniqueId("place") },
    h("option", { value: "" }, t("agendaNoPlace")),
    buildings.map((building) => h("optgroup", { label: building }, places.filter((one) => one.building === building).map((one) => h("option", { value: one.address }, one.name)))),
  );
  const failure = h("p", { class: "banner banner-error", role: "alert", hidden: true });
  const save = async () => {
    try {
      made(await api.agendaNew({ mailbox, subject: subject.value, day: date.value, start: from.value, end: until.value, place: place.value }));
    } catch (error) {
      failure.textContent = error.message || t("serverGone");
      failure.hidden = false;
      return false;
    }
    return true;
  };
  const labelled = (name, input) => h("div", { class: "agenda-field" }, h("label", { for: input.id }, name), input);
  const form = h(
    "form",
    { class: "agenda-form" },
    labelled(t("agendaSubject"), subject),
    h("div", { class: "agenda-times" }, labelled(t("agendaDay"), date), labelled(t("agendaFrom"), from), labelled(t("agendaUntil"), until)),
    places.length > 0 && labelled(t("agendaPlace"), place),
    failure,
    h("button", { type: "submit", hidden: true }),
  );
  const dialog = openDialog({ title: t("agendaNew"), content: form, buttons: [{ text: t("cancel") }, { text: t("save"), primary: true, choose: save }] });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await save()) dialog.close();
  });
  subject.focus();
}

const clock = (minutes) => `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

const dayOf = (time) => new Intl.DateTimeFormat(locale(), { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" }).format(new Date(`${time.slice(0, 10)}T00:00:00Z`));
