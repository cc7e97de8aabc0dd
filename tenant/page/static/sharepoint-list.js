// A SharePoint list as a table: look for items, add, edit and delete them, and see their versions.

import * as api from "./api.js";
import { announce, h, uniqueId } from "./dom.js";
import { rememberFocus } from "./focus.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { attempted, deleted, editFields, momentOf, showVersions, shownValue, wordsOf } from "./sharepoint-forms.js";
import { t } from "./texts.js";

const TYPING = 300; // milliseconds after the last key before the list is searched

export class ListView {
  /** `person` gives as whom one works; `onMove` hears where one is; `item` is the number of one to open at once. */
  constructor(shown, { person, onMove, item = "" }) {
    Object.assign(this, { shown, person, onMove, wanted: item, find: "", items: [], columns: [] });
    const field = uniqueId("find");
    const heading = uniqueId("list");
    const search = h("input", { class: "field", id: field, type: "search", autocomplete: "off", oninput: () => { clearTimeout(this.timer); this.timer = setTimeout(() => { this.find = search.value; this.load(); }, TYPING); } });
    this.failure = h("p", { class: "banner banner-error", role: "alert", hidden: true });
    this.title = h("h2", { id: heading }, shown.title);
    this.table = h("div", { class: "sp-scroll", tabindex: "0", role: "region", "aria-labelledby": heading });
    this.more = h("button", { class: "button", type: "button", hidden: true, onclick: () => this.load({ next: true }) }, t("spMore"));
    this.element = h(
      "div",
      { class: "sp-view" },
      this.title,
      h("p", { class: "quiet" }, t("spHint")),
      h("div", { class: "sp-tools" }, h("label", { for: field }, t("spFind")), search, h("button", { class: "button button-primary", type: "button", onclick: () => this.add() }, icon("add"), t("spNewItem"))),
      this.failure,
      this.table,
      this.more,
    );
  }

  /** Fetch what is there now, as far as it was shown; with `next` the page after it too. */
  async load({ next = false } = {}) {
    const asked = Symbol("asked");
    this.asked = asked;
    this.onMove({ list: this.shown.name, item: this.wanted });
    const most = this.items.length + (next ? 1 : 0);
    try {
      const items = [];
      let answer;
      do {
        answer = await api.listItems(this.shown.id, { after: items.at(-1)?.number ?? 0, find: this.find });
        items.push(...answer.items);
      } while (answer.more !== null && items.length < most);
      if (this.asked !== asked) return; // something else is being looked for meanwhile
      Object.assign(this, { items, columns: answer.columns });
      this.failure.hidden = true;
      this.more.hidden = answer.more === null;
      this.draw(answer.list);
    } catch (error) {
      this.failure.textContent = wordsOf(error);
      this.failure.hidden = false;
      return;
    }
    const { wanted } = this;
    this.wanted = "";
    if (/^\d+$/.test(wanted)) await this.edit({ number: wanted });
  }

  draw(shown) {
    const drawn = JSON.stringify([shown, this.columns, this.items]);
    if (drawn === this.drawn) return; // nothing is different, so nothing has to move under somebody's hand
    this.drawn = drawn;
    const refocus = rememberFocus(this.table);
    if (this.items.length === 0) this.table.replaceChildren(h("p", { class: "quiet sp-none" }, t(this.find ? "spNoneFound" : "spEmpty")));
    else {
      const head = (words, figure = false) => h("th", { scope: "col", class: figure && "sp-figure" }, words);
      this.table.replaceChildren(
        h(
          "table",
          { class: "sp-table" },
          h("caption", { class: "hidden-visually" }, `${shown.title}: ${t("spItems", { count: shown.count })}`),
          h("thead", {}, h("tr", {}, head(t("spNumber"), true), this.columns.map((column) => head(column.title, column.kind === "number")), head(t("spChanged")), head(t("spBy")), h("th", { scope: "col", class: "sp-stays" }, h("span", { class: "hidden-visually" }, t("spActions"))))),
          h("tbody", {}, this.items.map((item) => this.row(item))),
        ),
      );
    }
    refocus?.(this.table);
  }

  row(item) {
    const name = this.nameOf(item);
    return h(
      "tr",
      {},
      h("td", { class: "sp-figure" }, String(item.number)),
      this.columns.map((column) => h("td", { class: column.kind === "number" ? "sp-figure" : "" }, h("span", { class: "sp-cell" }, shownValue(item.fields[column.name], column)))),
      h("td", { class: "sp-still" }, momentOf(item.modified)),
      h("td", {}, item.editor),
      h("td", { class: "sp-stays" }, h("button", { class: "icon-button", type: "button", "aria-label": t("spActionsOf", { name }), "aria-haspopup": "menu", "aria-expanded": "false", onclick: (event) => this.menu(event.currentTarget, item) }, icon("more"))),
    );
  }

  menu(button, item) {
    const items = [
      { title: t("spEdit"), choose: () => this.edit(item) },
      { title: t("spVersions"), choose: () => this.versions(item) },
      { title: t("spDelete"), danger: true, choose: () => this.remove(item) },
    ];
    openMenu(button, { label: t("spActionsOf", { name: this.nameOf(item) }), items });
  }

  nameOf(item) {
    return item.fields.Title || t("spItem", { number: item.number });
  }

  add() {
    const save = async (fields) => {
      const made = await api.addListItem(this.shown.id, { person: this.person(), fields });
      await this.done(made);
    };
    editFields({ title: t("spNewItem"), columns: this.columns, fields: {}, save });
  }

  /** What is edited is the item as it is now, which may be newer than its row. */
  async edit(shown) {
    let item = shown;
    if (!(await attempted(async () => { item = await api.listItem(this.shown.id, shown.number); }))) return;
    const save = async (fields) => this.done(await api.changeListItem(this.shown.id, item.number, { person: this.person(), fields, etag: item.etag }));
    editFields({ title: t("spEditOf", { name: this.nameOf(item) }), columns: this.columns, fields: item.fields, save });
  }

  async done(item) {
    announce(t("spSaved", { name: this.nameOf(item) }));
    await this.load();
  }

  versions(item) {
    return showVersions({ list: this.shown.id, number: item.number, name: this.nameOf(item), columns: this.columns, person: this.person, changed: () => this.load() });
  }

  async remove(item) {
    await deleted(this.nameOf(item), () => api.deleteListItem(this.shown.id, item.number, this.person()));
    await this.load();
  }
}
