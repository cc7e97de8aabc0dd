// Starts the SharePoint page: its sites, and the list or library that is chosen.

import * as api from "./api.js";
import { h, uniqueId } from "./dom.js";
import { listen } from "./events.js";
import { icon } from "./icons.js";
import { LibraryView } from "./sharepoint-library.js";
import { ListView } from "./sharepoint-list.js";
import { setLanguage, t } from "./texts.js";
import * as themes from "./themes.js";

const address = new URLSearchParams(location.search);
const SETTLED = 250; // milliseconds after the last event before what is shown is fetched again

async function start() {
  themes.start(address.get("theme"));
  setLanguage(address.get("lang") ?? (navigator.language.startsWith("en") ? "en" : "nl"));
  document.title = t("spTitle");
  const { sites, people } = await api.sharepoint();
  const select = uniqueId("person");
  const person = h("select", { class: "field", id: select }, people.map((one) => h("option", { value: one.id }, one.name)));
  if (people.some((one) => one.id === address.get("person"))) person.value = address.get("person");
  const main = h("main", { class: "sp-main" });
  const nav = h("nav", { class: "sp-nav", "aria-label": t("spSites") });
  const status = h("div", { class: "status-line", role: "status", hidden: true });
  const state = { sites, view: null, chosen: null };
  person.addEventListener("change", () => keep({ person: person.value }));

  /** Show a list or library of a site; `also` is the folder or item that is wanted in it. */
  async function choose(shown, also = {}) {
    state.chosen = shown;
    const options = { person: () => person.value, onMove: (where) => keep({ list: "", library: "", folder: "", item: "", ...where }) };
    state.view = shown.library ? new LibraryView(shown, { ...options, folder: also.folder ?? "" }) : new ListView(shown, { ...options, item: also.item ?? "" });
    main.replaceChildren(state.view.element);
    drawNav();
    await state.view.load();
  }

  function drawNav() {
    nav.replaceChildren(
      ...state.sites.toReversed().map((site) => {
        const heading = uniqueId("site");
        const link = (shown) => {
          const where = new URLSearchParams([...[...address].filter(([name]) => !["list", "library", "folder", "item"].includes(name)), [shown.library ? "library" : "list", shown.name]]);
          return h(
            "a",
            { class: "sp-place", href: `?${where}`, "aria-current": shown.id === state.chosen?.id && "page", onclick: (event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); choose(shown); } },
            icon(shown.library ? "folder" : "document"),
            h("span", { class: "sp-place-words" }, shown.title, h("span", { class: "quiet" }, t(shown.library ? "spLibrary" : "spList"))),
          );
        };
        return h("section", { "aria-labelledby": heading }, h("h2", { id: heading, class: "sp-site" }, site.name), h("ul", {}, site.lists.map((shown) => h("li", {}, link(shown)))));
      }),
    );
  }

  document.getElementById("app").replaceChildren(
    h(
      "header",
      { class: "top" },
      h("h1", { class: "top-title" }, icon("folder"), h("strong", {}, t("spTitle"))),
      h("div", { class: "top-tools" }, h("label", { class: "sp-as", for: select }, t("spAs"), " "), person, h("a", { class: "link", href: "/" }, icon("chat"), h("span", { class: "sp-chat" }, t("agendaChat")))),
    ),
    status,
    h("div", { class: "sp-columns" }, nav, main),
  );
  drawNav();
  const all = sites.flatMap((site) => site.lists);
  const wanted = all.find((one) => (one.library ? address.get("library") === one.name : [one.name, one.title, one.id].includes(address.get("list"))));
  if (wanted) await choose(wanted, { folder: address.get("folder") ?? "", item: address.get("item") ?? "" });
  else main.replaceChildren(h("p", {}, t("spNothing")), h("p", { class: "quiet" }, t("spHint")));

  let timer;
  const again = async () => {
    state.sites = (await api.sharepoint()).sites;
    drawNav();
    await state.view?.load();
  };
  listen(
    people[0].id,
    ({ event }) => {
      if (event !== "list" && event !== "library") return;
      clearTimeout(timer);
      timer = setTimeout(() => again().catch(() => {}), SETTLED); // while the server is gone, the line above says so
    },
    (now) => {
      status.textContent = now === "lost" ? t("connectionLost") : "";
      status.hidden = now !== "lost";
      if (now === "open") state.view?.load(); // what happened before we listened is not told again
    },
  );
}

function keep(changes) {
  for (const [name, value] of Object.entries(changes)) {
    if (value) address.set(name, value);
    else address.delete(name);
  }
  history.replaceState(null, "", `?${address}`);
}

start().catch((error) => {
  console.error(error);
  document.getElementById("app").replaceChildren(h("main", { class: "waiting" }, h("p", { role: "alert" }, t("serverGone"))));
});
