// A SharePoint library: its folders and files, and what another program such as Word would do with them.

import * as api from "./api.js";
import { openDialog } from "./dialog.js";
import { announce, h, uniqueId } from "./dom.js";
import { rememberFocus } from "./focus.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { attempted, deleted, editFields, momentOf, showVersions, wordsOf } from "./sharepoint-forms.js";
import { locale, t } from "./texts.js";

export class LibraryView {
  /** `person` gives as whom one works; `onMove` hears where one is. */
  constructor(shown, { person, onMove, folder = "" }) {
    Object.assign(this, { shown, person, onMove, folder });
    const heading = uniqueId("library");
    this.input = h("input", { type: "file", hidden: true, multiple: true, "aria-label": t("spUpload"), onchange: () => this.upload(this.input) });
    this.version = h("input", { type: "file", hidden: true, "aria-label": t("spNewVersion"), onchange: () => this.upload(this.version, this.version.dataset.item) });
    this.failure = h("p", { class: "banner banner-error", role: "alert", hidden: true });
    this.path = h("nav", { class: "sp-path", "aria-label": t("spPath") });
    this.table = h("div", { class: "sp-scroll", tabindex: "0", role: "region", "aria-labelledby": heading });
    this.element = h(
      "div",
      { class: "sp-view" },
      h("h2", { id: heading }, shown.title),
      h("p", { class: "quiet" }, t("spHint")),
      h(
        "div",
        { class: "sp-tools" },
        this.input,
        this.version,
        h("button", { class: "button button-primary", type: "button", onclick: () => this.input.click() }, icon("add"), t("spUpload")),
        h("button", { class: "button", type: "button", onclick: () => this.addFolder() }, icon("folder"), t("spNewFolder")),
      ),
      this.path,
      this.failure,
      this.table,
    );
  }

  async load() {
    const asked = this.folder;
    this.onMove({ library: this.shown.name, folder: asked });
    try {
      const { files } = await api.libraryFolder(this.shown.name, asked);
      if (this.folder !== asked) return; // somebody went on meanwhile
      this.failure.hidden = true;
      this.draw(files);
    } catch (error) {
      this.failure.textContent = wordsOf(error);
      this.failure.hidden = false;
    }
  }

  go(folder) {
    this.folder = folder;
    return this.load();
  }

  draw(files) {
    const drawn = JSON.stringify([this.folder, files]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const steps = this.folder.split("/").filter(Boolean);
    const step = (name, index) => h("li", {}, index === steps.length ? h("span", { "aria-current": "page" }, name) : h("button", { class: "link", type: "button", onclick: () => this.go(steps.slice(0, index).join("/")) }, name));
    this.path.replaceChildren(h("ol", {}, [this.shown.title, ...steps].map(step)));
    const refocus = rememberFocus(this.table);
    const head = (words, figure = false) => h("th", { scope: "col", class: figure && "sp-figure" }, words);
    this.table.replaceChildren(
      files.length === 0
        ? h("p", { class: "quiet sp-none" }, t("spEmpty"))
        : h(
            "table",
            { class: "sp-table" },
            h("caption", { class: "hidden-visually" }, this.shown.title),
            h("thead", {}, h("tr", {}, head(t("spName")), head(t("spSize"), true), head(t("spChanged")), head(t("spBy")), h("th", { scope: "col", class: "sp-stays" }, h("span", { class: "hidden-visually" }, t("spActions"))))),
            h("tbody", {}, files.map((file) => this.row(file))),
          ),
    );
    refocus?.(this.table);
  }

  row(file) {
    const { name } = file;
    const facts = [file.folder ? t("spFolder") : t("spVersion", { name: file.version }), file.holder && t("spHeld", { name: file.holder.name })].filter(Boolean);
    const title = file.folder ? h("button", { class: "link", type: "button", onclick: () => this.go(`${this.folder}/${name}`.replace(/^\//, "")) }, name) : h("a", { class: "link", href: file.url, target: "_blank", rel: "noopener noreferrer" }, name);
    return h(
      "tr",
      {},
      h("td", {}, h("span", { class: "sp-file" }, icon(file.folder ? "folder" : "document"), h("span", { class: "row-words" }, title, h("span", { class: "quiet" }, facts.join(" · "))))),
      h("td", { class: "sp-figure" }, file.folder ? "" : sizeOf(file.size)),
      h("td", { class: "sp-still" }, momentOf(file.modified)),
      h("td", {}, file.editor),
      h("td", { class: "sp-stays" }, h("button", { class: "icon-button", type: "button", "aria-label": t("spActionsOf", { name }), "aria-haspopup": "menu", "aria-expanded": "false", onclick: (event) => this.menu(event.currentTarget, file) }, icon("more"))),
    );
  }

  menu(button, file) {
    const { name } = file;
    const word = (key, choose, more = {}) => ({ title: t(key), choose, ...more });
    const items = file.folder
      ? [word("spDelete", () => this.remove(file), { danger: true })]
      : [
          word("spDownload", () => window.open(api.fileAddress(file.id), "_self")),
          word("spNewVersion", () => { this.version.dataset.item = file.id; this.version.click(); }),
          file.pdf && word("spPdf", () => this.pdf(file)),
          word("spVersions", () => showVersions({ list: this.shown.id, number: file.number, name, columns: [], person: this.person, file: file.id, changed: () => this.load() })),
          word("spFields", () => this.fields(file)),
          file.holder ? word("spClose", () => this.hold(file, false)) : word("spOpenWord", () => this.hold(file, true)),
          word("spDelete", () => this.remove(file), { danger: true }),
        ];
    openMenu(button, { label: t("spActionsOf", { name }), items: items.filter(Boolean) });
  }

  async upload(input, item = "") {
    for (const file of input.files) {
      const form = new FormData();
      form.append("person", this.person());
      form.append(item ? "item" : "folder", item || this.folder);
      form.append("file", file, file.name);
      if (await attempted(() => api.uploadTo(this.shown.name, form))) announce(t("uploaded", { name: file.name }));
    }
    input.value = "";
    await this.load();
  }

  async hold(file, open) {
    if (await attempted(() => api.holdFile(file.id, this.person(), open))) announce(t(open ? "spOpened" : "spClosed", { name: file.name }));
    await this.load();
  }

  async pdf(file) {
    announce(t("spPdfMaking"));
    if (!(await attempted(() => api.pdfReady(file.id)))) return;
    openDialog({ title: file.name, content: h("p", {}, t("spPdfReady", { name: file.name })), buttons: [{ text: t("spPdf"), href: api.pdfAddress(file.id) }] });
  }

  async fields(file) {
    await attempted(async () => {
      const [{ columns }, item] = await Promise.all([api.listItems(this.shown.id), api.listItem(this.shown.id, file.number)]);
      const save = async (fields) => {
        await api.changeListItem(this.shown.id, file.number, { person: this.person(), fields, etag: item.etag });
        announce(t("spSaved", { name: file.name }));
        await this.load();
      };
      editFields({ title: t("spFieldsOf", { name: file.name }), columns, fields: item.fields, save });
    });
  }

  async remove(file) {
    await deleted(file.name, () => api.deleteListItem(this.shown.id, file.number, this.person()));
    await this.load();
  }

  addFolder() {
    const input = h("input", { class: "field", id: uniqueId("folder"), maxlength: "255", required: true, autocomplete: "off" });
    const failure = h("p", { class: "banner banner-error", role: "alert", hidden: true });
    const save = async () => {
      try {
        await api.makeFolder(this.shown.name, { folder: this.folder, name: input.value.trim(), person: this.person() });
      } catch (error) {
        failure.textContent = wordsOf(error);
        failure.hidden = false;
        return false;
      }
      await this.load();
      return true;
    };
    const dialog = openDialog({ title: t("spNewFolder"), content: [h("label", { for: input.id }, t("spFolderName")), input, failure], buttons: [{ text: t("cancel") }, { text: t("save"), primary: true, choose: save }] });
    input.addEventListener("keydown", async (event) => event.key === "Enter" && (await save()) && dialog.close());
    input.focus();
  }
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];

function sizeOf(bytes) {
  const step = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(locale(), { style: "unit", unit: UNITS[step], maximumFractionDigits: 1 }).format(bytes / 1000 ** step);
}
