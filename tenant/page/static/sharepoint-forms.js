// The small windows of the SharePoint page: the fields of an item, its versions, and asking before something is deleted.

import * as api from "./api.js";
import { confirmed, openDialog } from "./dialog.js";
import { announce, h, uniqueId } from "./dom.js";
import { locale, t } from "./texts.js";

const KNOWN = ["gone", "changed", "taken", "locked", "form", "person", "value", "unique", "unknown", "no-pdf", "no-office", "slow-pdf"];

/** What went wrong, in words; `columns` have the titles of the fields. */
export function wordsOf(error, columns = []) {
  const [code, name] = error.message.split(":");
  if (error.status === 0) return t("serverGone");
  const field = columns.find((column) => column.name === name)?.title ?? name ?? "";
  return t(KNOWN.includes(code) ? `spError_${code}` : "spError_form", { field });
}

/** A value as one reads it. */
export function shownValue(value, column) {
  if (value === undefined || value === null) return "";
  if (column?.kind === "boolean") return t(value ? "spYes" : "spNo");
  if (column?.kind === "number") return new Intl.NumberFormat(locale(), { maximumFractionDigits: 6 }).format(value);
  if (column?.kind === "dateTime") return momentOf(value, column.day);
  return String(value);
}

/** A moment as one reads it, or the day only. */
export function momentOf(value, day = false) {
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) return String(value);
  return new Intl.DateTimeFormat(locale(), day ? { dateStyle: "medium", timeZone: "UTC" } : { dateStyle: "medium", timeStyle: "short" }).format(moment);
}

/** Ask for the fields of an item; `save` gets those that differ, and gives a promise. */
export function editFields({ title, columns, fields, save }) {
  const inputs = columns.map((column) => ({ column, input: inputOf(column, fields[column.name]) }));
  const before = new Map(inputs.map(({ column, input }) => [column.name, valueOf(column, input)]));
  const failure = h("p", { class: "banner banner-error", role: "alert", hidden: true });
  const store = async () => {
    const changed = {};
    for (const { column, input } of inputs) {
      const value = valueOf(column, input);
      if (value !== before.get(column.name)) changed[column.name] = value;
    }
    try {
      await save(changed);
    } catch (error) {
      failure.textContent = wordsOf(error, columns);
      failure.hidden = false;
      return false;
    }
    return true;
  };
  const form = h(
    "form",
    { class: "sp-form" },
    inputs.map(({ column, input }) => h("div", { class: "sp-field" }, h("label", { for: input.id }, column.title, column.unique && h("span", { class: "quiet" }, ` (${t("spUnique")})`)), input)),
    failure,
    h("button", { type: "submit", hidden: true }),
  );
  const dialog = openDialog({ title, content: form, buttons: [{ text: t("cancel") }, { text: t("save"), primary: true, choose: store }] });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await store()) dialog.close();
  });
  inputs[0]?.input.focus();
}

function inputOf(column, value) {
  const common = { class: "field", id: uniqueId("field"), name: column.name, autocomplete: "off" };
  const option = (given, words) => h("option", { value: given, selected: given === String(value ?? "") }, words);
  if (column.kind === "choice") return h("select", common, option("", t("spChoose")), choicesOf(column, value).map((each) => option(each, each)));
  if (column.kind === "boolean") return h("select", common, option("", t("spChoose")), option("true", t("spYes")), option("false", t("spNo")));
  if (column.kind === "note") {
    const area = h("textarea", { ...common, rows: "4" });
    area.value = value ?? "";
    return area;
  }
  if (column.kind === "dateTime") return h("input", { ...common, type: column.day ? "date" : "datetime-local", value: value === undefined ? "" : column.day ? value.slice(0, 10) : localOf(value) });
  if (column.kind === "number") return h("input", { ...common, type: "number", step: "any", value: value ?? "" });
  return h("input", { ...common, maxlength: "255", value: value ?? "" });
}

/** The choices, with the one that an item has although it is none any more. */
const choicesOf = (column, value) => (value === undefined || column.choices.includes(value) ? column.choices : [...column.choices, value]);

function valueOf(column, input) {
  if (input.value === "") return null;
  if (column.kind === "number") return Number(input.value);
  if (column.kind === "boolean") return input.value === "true";
  if (column.kind === "dateTime") return column.day ? `${input.value}T00:00:00Z` : `${new Date(input.value).toISOString().slice(0, 19)}Z`;
  return input.value;
}

function localOf(value) {
  const moment = new Date(value);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Show the versions of an item of a list; `changed` when one came back. With `file` its contents can be downloaded. */
export async function showVersions({ list, number, name, columns, person, file, changed }) {
  const failure = h("p", { class: "banner banner-error", role: "alert", hidden: true });
  let versions = [];
  try {
    versions = (await api.listItemVersions(list, number)).versions;
  } catch (error) {
    failure.textContent = wordsOf(error);
    failure.hidden = false;
  }
  const restore = async (version, close) => {
    try {
      await api.restoreListItem(list, number, version, person());
    } catch (error) {
      failure.textContent = wordsOf(error, columns);
      failure.hidden = false;
      return;
    }
    close();
    announce(t("spRestored", { name: version }));
    await changed();
  };
  const row = (version, index) =>
    h(
      "li",
      { class: "row" },
      h(
        "span",
        { class: "row-words" },
        h("span", { class: "row-title" }, t("spVersion", { name: version.name }), index === 0 && ` (${t("spNow")})`),
        h("span", { class: "quiet" }, `${momentOf(version.modified)} · ${version.editor}`),
        !file && differences(version, versions[index + 1], columns).map((line) => h("span", {}, line)),
      ),
      file && h("a", { class: "button button-small", href: api.fileAddress(file, version.name), download: name, "aria-label": `${t("spDownload")}: ${t("spVersion", { name: version.name })}` }, t("spDownload")),
      index > 0 && h("button", { class: "button button-small", type: "button", "aria-label": t("spRestoreOf", { name: version.name }), onclick: () => restore(version.name, () => dialog.close()) }, t("spRestore")),
    );
  const dialog = openDialog({ title: t("spVersionsOf", { name }), content: [failure, h("ul", { class: "rows" }, versions.map(row))] });
}

/** What a version has otherwise than the one before it, a line for each column. */
function differences(version, before, columns) {
  return columns
    .filter((column) => version.fields[column.name] !== before?.fields[column.name])
    .map((column) => `${column.title}: ${shownValue(version.fields[column.name], column) || "–"}`);
}

/** Ask, and delete; `act` does it. What goes wrong is said in a window. */
export async function deleted(name, act) {
  if (!(await confirmed(t("spDeleteAsk", { name }), t("spDeleteText"), t("spDelete")))) return;
  if (await attempted(act)) announce(t("spDeleted", { name }));
}

/** Do something; what goes wrong is said in a window. Gives whether it went well. */
export async function attempted(act) {
  try {
    await act();
    return true;
  } catch (error) {
    openDialog({ title: t("cardFailed"), content: h("p", { role: "alert" }, wordsOf(error)) });
    return false;
  }
}
