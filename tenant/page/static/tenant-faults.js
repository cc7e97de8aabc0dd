// Trouble on request: a few buttons that let Microsoft 365 falter, and what is still to come.

import * as api from "./api.js";
import { h } from "./dom.js";
import { t } from "./texts.js";

const FAULTS = [
  { target: "graph", kind: "429", count: 3, seconds: 2 },
  { target: "graph", kind: "503", count: 3, seconds: 2 },
  { target: "graph", kind: "slow", count: 3, seconds: 5 },
  { target: "graph", kind: "drop", count: 2, seconds: 0 },
  { target: "connector", kind: "429", count: 3, seconds: 2 },
  { target: "connector", kind: "503", count: 3, seconds: 2 },
  { target: "connector", kind: "slow", count: 3, seconds: 5 },
  { target: "token", kind: "expired", count: 1, seconds: 0 },
  { target: "signin", kind: "503", count: 3, seconds: 2 },
  { target: "signin", kind: "slow", count: 3, seconds: 5 },
];

/** The panel. `changed` draws it anew. */
export async function faultsPanel(changed) {
  const waiting = (await api.faults()).faults;
  const set = (fault) => async () => {
    await api.setFault(fault);
    changed();
  };
  return [
    h("p", { class: "quiet" }, t("faultsHint")),
    h("div", { class: "fault-buttons" }, FAULTS.map((fault) => h("button", { class: "button", type: "button", onclick: set(fault) }, nameOf(fault)))),
    h("h3", {}, t("faultsNow")),
    waiting.length === 0
      ? h("p", { class: "quiet" }, t("faultsNone"))
      : h("ul", { class: "rows" }, waiting.map((fault) => h("li", { class: "row" }, h("span", { class: "row-words" }, h("span", {}, nameOf(fault)), h("span", { class: "quiet" }, t("faultTimes", { count: fault.count })))))),
    waiting.length > 0 && h("button", { class: "button", type: "button", onclick: () => api.clearFaults().then(changed) }, t("faultsClear")),
  ];
}

const KNOWN = new Set(FAULTS.map(({ target, kind }) => `${target}_${kind}`));

function nameOf({ target, kind }) {
  const key = `${target}_${kind}`;
  return KNOWN.has(key) ? t(`fault_${key}`) : `${target}: ${kind}`;
}
