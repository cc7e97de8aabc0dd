// Teams' card to sign in with: first without asking, and when the bot cannot use that, with a button and a window.

import * as api from "./api.js";
import { h } from "./dom.js";
import { currentLanguage, t } from "./texts.js";

export const OAUTH = "application/vnd.microsoft.card.oauth";
const WINDOW = "popup,width=520,height=640";
const CANCELLED = "CancelledByUser";
const LOOKS = 500; // milliseconds between two looks whether the window was closed

/** The card of a message: words and a button, or while it is tried without asking that it is. */
export function signInCard(content, state, open) {
  if (state.trying) return h("p", { class: "informative", role: "status" }, h("span", { class: "spinner" }), t("signInTrying"));
  const button = content.buttons?.[0];
  return h(
    "div",
    { class: "card card-fallback sign-in-card", role: "group", "aria-label": t("signIn") },
    h("p", {}, content.text ?? ""),
    button && h("button", { class: "button button-primary", type: "button", onclick: open }, button.title || t("signIn")),
    state.problem && h("p", { class: "banner banner-error", role: "alert" }, state.problem),
  );
}

const cardOf = (message) => message.activity.attachments?.find((attachment) => attachment.contentType === OAUTH)?.content;

/** The sign-ins of one conversation. `invoke(message, name, value)` asks the bot, `changed(message)` draws anew. */
export class SignIns {
  constructor(person, invoke, changed) {
    Object.assign(this, { person, invoke, changed });
    this.states = new Map(); // by message id
  }

  state(message) {
    return this.states.get(message.id) ?? {};
  }

  /** A new card: offer the bot a token without asking. Each open page does, as each of a person's clients does. */
  async tryWithoutAsking(message) {
    const card = message.from.bot && !message.deleted && cardOf(message);
    const resource = card?.tokenExchangeResource;
    if (!resource?.uri || this.states.has(message.id)) return;
    this.set(message, { trying: true });
    let problem;
    try {
      const { token } = await api.singleSignOn(this.person.id, resource.uri);
      const value = { id: resource.id, connectionName: card.connectionName, token };
      const { status } = await this.invoke(message, "signin/tokenExchange", value);
      if (status !== 200 && status !== 412) problem = t("signInFailed");
    } catch (error) {
      const code = /^[a-z]+$/.test(error.message) ? error.message : "invokeerror";
      await this.invoke(message, "signin/failure", { code, message: "Teams could not sign in" }).catch(() => {});
    }
    this.set(message, { problem }); // when it worked the bot puts something else in place of the card
  }

  /** The button: a window to sign in with. What it gives goes to the bot. */
  open(message) {
    const address = new URL(cardOf(message)?.buttons?.[0]?.value ?? "", location.href);
    if (address.origin !== location.origin) return; // this Teams knows one place to sign in
    address.searchParams.set("login_hint", this.person.id);
    address.searchParams.set("lang", currentLanguage());
    address.searchParams.set("theme", document.documentElement.dataset.theme);
    const opened = window.open(address, "sign-in", WINDOW);
    if (!opened) {
      this.set(message, { problem: t("signInBlocked") });
      return;
    }
    const finish = (state) => {
      clearInterval(looking);
      window.removeEventListener("message", heard);
      this.verify(message, state);
    };
    const heard = (event) => {
      if (event.origin === location.origin && event.source === opened && event.data?.kind === "sign-in") finish(event.data.state);
    };
    const looking = setInterval(() => opened.closed && finish(CANCELLED), LOOKS);
    window.addEventListener("message", heard);
  }

  async verify(message, state) {
    try {
      const { status } = await this.invoke(message, "signin/verifyState", { state });
      this.set(message, status === 200 || status === 412 ? {} : { problem: t("signInFailed") });
    } catch (error) {
      this.set(message, { problem: error.message || t("signInFailed") });
    }
  }

  set(message, state) {
    this.states.set(message.id, state);
    this.changed(message);
  }
}
