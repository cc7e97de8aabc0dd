// The files of the library: add, rename, delete, and who may read them.

import * as api from "./api.js";
import { confirmed, openDialog } from "./dialog.js";
import { announce, h, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { locale, t } from "./texts.js";

/** The panel. `changed` draws it anew. */
export async function libraryPanel(changed) {
  const files = (await api.library()).files;
  return [uploadButton(changed), files.length === 0 ? h("p", { class: "quiet" }, t("nothing")) : h("ul", { class: "rows" }, files.map((file) => row(file, changed)))];
}

function uploadButton(changed) {
  const input = h("input", { type: "file", hidden: true, multiple: true, accept: ".docx,.pdf,.md,.txt", "aria-label": t("upload") });
  input.addEventListener("change", () =>
    attempt(async () => {
      for (const file of input.files) {
        const form = new FormData();
        form.append("file", file, file.name);
        await api.upload(form);
        announce(t("uploaded", { name: file.name }));
      }
    }, changed),
  );
  return h("div", { class: "pane-tools" }, input, h("button", { class: "button", type: "button", onclick: () => input.click() }, icon("add"), t("upload")));
}

function row(file, changed) {
  const { name, everyone } = file;
  const box = uniqueId("everyone");
  const changedAt = file.modified && new Intl.DateTimeFormat(locale(), { dateStyle: "medium" }).format(new Date(file.modified));
  const title = h("span", { class: "row-title" }, file.title || name);
  return h(
    "li",
    { class: "row row-file" },
    icon(file.folder ? "folder" : "document"),
    h(
      "span",
      { class: "row-words" },
      file.url ? h("a", { href: file.url, target: "_blank", rel: "noopener noreferrer" }, title) : title,
      h("span", { class: "quiet" }, [file.path, changedAt, file.version && t("version", { version: file.version })].filter(Boolean).join(" · ")),
      h(
        "span",
        { class: "row-check" },
        h("input", { type: "checkbox", id: box, checked: everyone, "aria-label": t("everyoneOf", { name }), onchange: (event) => attempt(() => api.share(file.id, event.target.checked), changed) }),
        h("label", { for: box, title: t("readers", { names: (file.readers ?? []).join(", ") }) }, t("everyone")),
      ),
    ),
    h(
      "button",
      {
        class: "icon-button",
        type: "button",
        "aria-label": t("fileActions", { name }),
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        onclick: (event) =>
          openMenu(event.currentTarget, {
            label: t("fileActions", { name }),
            items: [
              { title: t("rename"), choose: () => rename(file, name, changed) },
              { title: t("delete"), danger: true, choose: () => remove(file, name, changed) },
            ],
          }),
      },
      icon("more"),
    ),
  );
}

function rename(file, name, changed) {
  const field = uniqueId("name");
  const input = h("input", { class: "field", id: field, value: name, maxlength: "255" });
  const failure = h("p", { class: "banner banner-error", role: "alert", hidden: true });
  const save = async () => {
    try {
      await api.rename(file.id, input.value.trim());
    } catch (error) {
      failure.textContent = error.message || t("serverGone");
      failure.hidden = false;
      return false;
    }
    changed();
    return true;
  };
  const dialog = openDialog({
    title: t("rename"),
    content: [h("label", { for: field }, t("renameOf", { name })), input, failure],
    buttons: [{ text: t("cancel") }, { text: t("save"), primary: true, choose: save }],
  });
  input.addEventListener("keydown", async (event) => event.key === "Enter" && (await save()) && dialog.close());
  input.focus();
  input.setSelectionRange(0, name.lastIndexOf(".") > 0 ? name.lastIndexOf(".") : name.length);
}

async function remove(file, name, changed) {
  if (await confirmed(t("deleteFile", { name }), t("deleteFileText"), t("delete"))) await attempt(() => api.removeFile(file.id), changed);
}

async function attempt(act, changed) {
  try {
    await act();
  } catch (error) {
    openDialog({ title: t("cardFailed"), content: h("p", {}, error.message || t("serverGone")) });
  }
  changed();
}
