// Fields of a card that look up what there is to choose while somebody types. The library has such a field, but it
// gives the first of two choices with the same title, shows values for titles, and takes one choice only.

import { h, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { Offers } from "./offers.js";
import { t } from "./texts.js";

const PAUSE = 250; // milliseconds without a key, after which is asked what fits
const MOST = 15; // choices shown

/** Put such a field in the place of the library's own in a drawn `card`. `search(query)` gives `[{title, value}]`. */
export function lookUpWhileTyping(library, card, search) {
  for (const input of card.getAllInputs()) {
    if (input instanceof library.ChoiceSetInput && input.isDynamicTypeahead()) new TypeAhead(input, search);
  }
}

class TypeAhead {
  constructor(input, search) {
    const titles = new Map(input.choices.map((choice) => [choice.value, choice.title]));
    const given = (input.defaultValue ?? "").split(",").filter((value) => titles.has(value));
    this.input = input;
    this.search = search;
    this.several = input.isMultiSelect;
    this.chosen = new Map(given.map((value) => [value, titles.get(value)]));
    this.asked = 0;
    this.draw();
    this.takeOver();
    this.show();
  }

  /** The field, in the place of the library's; named by the same label. */
  draw() {
    const theirs = this.input._textInput;
    const box = theirs.parentElement;
    const list = uniqueId("choices");
    this.field = h("input", {
      class: "ac-input ac-choiceSetInput-filtered-textbox",
      type: "text",
      role: "combobox",
      autocomplete: "off",
      placeholder: this.input.placeholder,
      "aria-expanded": "false",
      "aria-controls": list,
      "aria-autocomplete": "list",
      "aria-labelledby": theirs.getAttribute("aria-labelledby") ?? box.getAttribute("aria-labelledby"),
      "aria-required": this.input.isRequired ? "true" : undefined,
      oninput: () => this.typed(),
      onkeydown: (event) => {
        if (this.offers.onKey(event)) this.field.setAttribute("aria-expanded", String(!this.offers.list.hidden));
      },
      onblur: () => this.left(),
    });
    this.chips = h("ul", { class: "picked", hidden: true });
    this.status = h("p", { class: "quiet small picked-status", role: "status" });
    for (const name of ["aria-labelledby", "aria-required"]) box.removeAttribute(name);
    box.replaceChildren(this.chips, this.field, this.status);
    box.classList.add("type-ahead");
    this.offers = new Offers(box, this.field, list, (offer) => this.take(offer));
  }

  /** The library asks the input for its value and whether that is good. */
  takeOver() {
    Object.defineProperty(this.input, "value", { get: () => [...this.chosen.keys()].join(",") || undefined });
    this.input.isSet = () => this.chosen.size > 0;
    this.input.isValid = () => true;
    this.input._textInput = this.field; // where it shows that something is missing
  }

  show() {
    if (!this.several) {
      this.field.value = [...this.chosen.values()][0] ?? "";
      return;
    }
    this.field.value = "";
    this.chips.hidden = this.chosen.size === 0;
    this.chips.replaceChildren(
      ...[...this.chosen].map(([value, title]) =>
        h(
          "li",
          {},
          title,
          h("button", { class: "icon-button", type: "button", "aria-label": t("unpick", { name: title }), onclick: () => this.drop(value) }, icon("close")),
        ),
      ),
    );
  }

  typed() {
    if (!this.several) this.chosen.clear();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lookUp(this.field.value), PAUSE);
  }

  async lookUp(queryText) {
    this.asked += 1;
    const mine = this.asked;
    const query = { queryText, queryOptions: { skip: 0, top: MOST }, dataset: this.input.choicesData.dataset };
    this.status.textContent = t("cardBusy");
    const found = await this.search(query).catch(() => null);
    if (mine !== this.asked || document.activeElement !== this.field) return; // something else was typed meanwhile
    const fresh = (found ?? []).filter((choice) => !this.chosen.has(choice.value)).slice(0, MOST);
    this.status.textContent = found === null ? t("cardFailed") : fresh.length === 0 ? t("noChoices") : "";
    this.offers.open(t("choices"), fresh);
    this.field.setAttribute("aria-expanded", String(fresh.length > 0));
  }

  take({ title, value }) {
    if (!this.several) this.chosen.clear();
    this.chosen.set(value, title);
    this.field.setAttribute("aria-expanded", "false");
    this.input.resetValidationFailureCue(); // what was missing is there
    this.show();
  }

  drop(value) {
    this.chosen.delete(value);
    this.show();
    this.field.focus();
  }

  /** What was typed and not chosen counts for nothing, so it does not stay. */
  left() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.offers.close();
    this.field.setAttribute("aria-expanded", "false");
    this.status.textContent = "";
    this.show();
  }
}
