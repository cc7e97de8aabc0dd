// Adaptive Cards, drawn by Microsoft's own library, with Teams' behaviour around them.

import { CHARTS, chartWords, registerCharts } from "./charts.js";
import { announce, h } from "./dom.js";
import { HOST_CONFIG } from "./host-config.js";
import { cardMarkdown } from "./markdown.js";
import { packages } from "./packages.js";
import { t } from "./texts.js";
import { lookUpWhileTyping } from "./type-ahead.js";

const CARD = "application/vnd.microsoft.card.adaptive";
const MESSAGE = "application/vnd.microsoft.activity.message";
const CHAT_LINK = "https://teams.microsoft.com/l/chat/"; // Teams opens these itself

let prepared = false;

function prepare(library) {
  if (prepared) return;
  prepared = true;
  library.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = cardMarkdown(text);
    result.didProcess = true;
  };
  library.GlobalSettings.setTabIndexAtCardRoot = false; // only what can be operated is a stop for the keyboard
  registerCharts(library);
  library.Strings.defaults.overflowButtonTooltip = () => t("cardMore");
}

/**
 * A card as an element. `context` has what its buttons do: `execute(action, trigger)` and `search(query)` give the
 * bot's `{status, body}`, `submit(data)` and `say(text)` send, `openTask(data)` opens a dialog and `openChat(text)` the
 * chat with the bot. Without them only links, ShowCard and ToggleVisibility work. Where the library is missing or the card is wrong, its words in plain text.
 */
export function renderCard(content, context) {
  if (!packages.AdaptiveCards) return fallback(content);
  const library = packages.AdaptiveCards;
  prepare(library);
  const frame = h("div", { class: "card", role: "group", "aria-label": content.title ?? t("card") });
  const card = new library.AdaptiveCard();
  card.hostConfig = new library.HostConfig(HOST_CONFIG);
  card.onExecuteAction = (action) => press(library, action, frame, context);
  try {
    card.parse(content, new library.SerializationContext(library.Versions.v1_6));
    const element = card.render();
    if (!element || card.getItemCount() + card.getActionCount() === 0) return fallback(content);
    improve(element, card);
    if (context.search) lookUpWhileTyping(library, card, async (query) => (await context.search(query)).body?.value?.results ?? []);
    // a form of its own, because radio buttons of two cards with the same ids would else be one group
    frame.append(h("form", { novalidate: true, onsubmit: (event) => event.preventDefault() }, element));
  } catch (error) {
    console.warn("card", error);
    return fallback(content);
  }
  return frame;
}

/** The words of a card that cannot be drawn. */
function fallback(content) {
  const words = content.fallbackText ?? content.speak ?? cardWords(content);
  return h("div", { class: "card card-fallback" }, h("p", { class: "as-typed" }, words || t("cardBroken")));
}

/** The text in a card, for screen readers, previews and where it cannot be drawn. */
export function cardWords(part) {
  if (Array.isArray(part)) return part.map(cardWords).filter(Boolean).join("\n");
  if (!part || typeof part !== "object") return "";
  if (CHARTS.includes(part.type)) return chartWords(part) || cardWords(part.fallback);
  const own = typeof part.text === "string" ? part.text : "";
  const facts = Array.isArray(part.facts) ? part.facts.map((fact) => `${fact.title} ${fact.value}`).join("\n") : "";
  const inner = ["body", "items", "columns", "inlines", "rows", "cells"].map((name) => cardWords(part[name]));
  return [own, facts, ...inner].filter(Boolean).join("\n");
}

/** What the library leaves out for people who cannot see. */
function improve(element, card) {
  for (const group of element.querySelectorAll(".ac-choiceSetInput-expanded, .ac-choiceSetInput-multiSelect")) {
    const label = group.closest(".ac-input-container")?.parentElement?.querySelector("label, .ac-textBlock");
    group.setAttribute("role", group.matches(".ac-choiceSetInput-expanded") ? "radiogroup" : "group");
    if (label?.id) group.setAttribute("aria-labelledby", label.id);
  }
  // of a filtered choice set the library names the box around the field
  for (const box of element.querySelectorAll("div[aria-labelledby]")) {
    const field = box.querySelector(":scope > input:only-of-type, .ac-choiceSetInput-filtered-textbox");
    if (!field || box.getAttribute("role")) continue;
    field.setAttribute("aria-labelledby", box.getAttribute("aria-labelledby"));
    box.removeAttribute("aria-labelledby");
  }
  for (const image of element.querySelectorAll("img:not([alt])")) image.alt = "";
  for (const input of card.getAllInputs()) {
    const control = input.renderedInputControlElement;
    if (control && input.isRequired) control.setAttribute?.("aria-required", "true");
  }
  // the library makes the row of buttons a menubar; they are plain buttons, also for the keyboard
  for (const bar of element.querySelectorAll('[role="menubar"], [role="menu"]')) bar.removeAttribute("role");
  for (const item of element.querySelectorAll('button[role="menuitem"]')) {
    item.removeAttribute("role");
    item.removeAttribute("aria-posinset");
    item.removeAttribute("aria-setsize");
  }
}

async function press(library, action, frame, context) {
  if (action instanceof library.OpenUrlAction) {
    if (action.url?.startsWith(CHAT_LINK)) context.openChat?.(new URL(action.url).searchParams.get("message") ?? "");
    else if (/^(https?|mailto|tel):/i.test(action.url ?? "")) window.open(action.url, "_blank", "noopener,noreferrer");
    return;
  }
  if (frame.getAttribute("aria-busy") === "true") return; // pressed twice
  if (action instanceof library.ExecuteAction && context.execute) {
    const { title, id, verb } = action;
    const pressed = { type: "Action.Execute", title, id: id || undefined, verb, data: action.data };
    await whileBusy(frame, () => context.execute(pressed, "manual"), (answer) => show(answer, frame));
  } else if (action instanceof library.SubmitAction && context.submit) {
    const data = action.data ?? {};
    const teams = data.msteams;
    const run = { imBack: () => context.say(String(teams?.value ?? "")), "task/fetch": context.openTask && (() => context.openTask(data)) }[teams?.type] ?? (() => context.submit(data));
    await whileBusy(frame, run, () => {});
  }
}

/** Show that the card works on it, keep it from being pressed again, and say it when it fails. */
async function whileBusy(frame, run, done) {
  const pressed = frame.contains(document.activeElement) ? document.activeElement : null;
  const buttons = frame.querySelectorAll("button");
  banner(frame, null);
  frame.setAttribute("aria-busy", "true");
  pressed?.classList.add("busy");
  announce(t("cardBusy"));
  // not `disabled`, which would take the keyboard's place away; `press` does nothing while the card is busy
  for (const button of buttons) button.setAttribute("aria-disabled", "true");
  try {
    done(await run());
  } catch (error) {
    banner(frame, "error", error.message || t("cardFailed"));
  } finally {
    frame.removeAttribute("aria-busy");
    pressed?.classList.remove("busy");
    for (const button of buttons) button.removeAttribute("aria-disabled");
  }
}

/** What the bot answered to an Action.Execute. A new card comes by way of the message and needs nothing here. */
function show({ status, body }, frame) {
  const inner = body?.statusCode ?? status;
  if (status >= 300 || inner >= 300) {
    banner(frame, "error", body?.value?.message || t("cardFailed"));
  } else if (body?.type === MESSAGE) {
    banner(frame, "message", String(body.value ?? ""));
  } else if (body?.type === CARD) {
    announce(t("cardUpdated"));
  }
}

function banner(frame, kind, text) {
  frame.querySelector(":scope > .banner")?.remove();
  if (kind) frame.append(h("p", { class: `banner banner-${kind}`, role: kind === "error" ? "alert" : "status" }, text));
}
