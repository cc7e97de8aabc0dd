// The list that opens over the composer while typing: the field keeps the focus, the arrow keys choose.

import { h, uniqueId } from "./dom.js";
import { avatar } from "./people.js";

export class Offers {
  /** A list with the id `id` in `host`, for `field`. `onTake` gets the offer `{title, detail?, bot?}` that was chosen. */
  constructor(host, field, id, onTake) {
    this.field = field;
    this.onTake = onTake;
    this.offers = [];
    this.chosen = 0;
    this.list = h("div", { class: "offers", id, role: "listbox", hidden: true });
    host.append(this.list);
  }

  open(label, offers) {
    if (offers.length === 0) {
      this.close();
      return;
    }
    this.offers = offers;
    this.list.setAttribute("aria-label", label);
    this.list.replaceChildren(
      ...offers.map((offer, index) =>
        h(
          "div",
          {
            class: "offer",
            role: "option",
            id: uniqueId("offer"),
            onpointerdown: (event) => {
              event.preventDefault(); // the field keeps the focus
              this.take(index);
            },
          },
          offer.bot && avatar({ name: offer.title, bot: true }),
          h("span", { class: "menu-words" }, h("span", {}, offer.title), offer.detail && h("span", { class: "quiet" }, offer.detail)),
        ),
      ),
    );
    this.list.hidden = false;
    this.choose(0);
  }

  close() {
    this.list.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
  }

  /** Handle a key of the field; gives whether it was for this list. */
  onKey(event) {
    if (this.list.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.choose((this.chosen + step + this.offers.length) % this.offers.length);
    else if (event.key === "Enter" || event.key === "Tab") this.take(this.chosen);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  choose(index) {
    this.chosen = index;
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = this.list.children[index];
    this.field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  take(index) {
    const offer = this.offers[index];
    this.close();
    this.onTake(offer);
  }
}
