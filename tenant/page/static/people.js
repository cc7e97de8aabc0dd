// Who is who: faces, initials, and the menu to become someone else.

import { h } from "./dom.js";
import { openMenu } from "./menu.js";
import { t } from "./texts.js";

const COLOURS = 8; // the classes avatar-0 … avatar-7

function initials(name) {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word));
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0] ?? name];
  return letters.map((word) => [...word][0]).join("").toUpperCase();
}

function colour(id) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.codePointAt(0)) >>> 0;
  return sum % COLOURS;
}

/** A round face: the photo, else the initials. For the eye only: the name stands beside it. */
export function avatar({ id, name, photo, bot = false, kind = "person" }) {
  if (bot) return h("span", { class: "avatar avatar-bot", "aria-hidden": "true" }, h("img", { src: "/page/bot.svg", alt: "" }));
  const face = h("span", { class: `avatar avatar-${colour(id ?? name)} avatar-of-${kind}`, "aria-hidden": "true" }, initials(name));
  if (photo) {
    const image = h("img", { src: photo, alt: "" });
    image.addEventListener("error", () => image.remove()); // no photo after all: the initials are under it
    face.append(image);
  }
  return face;
}

/** Somebody's role in the page's language. */
export const roleOf = (person) => (person.role ? t(`role_${person.role}`) : "");

/** The button that shows who one is, and opens the menu to switch. */
export function personButton(session, person, onChoose) {
  return h(
    "button",
    {
      class: "person-button",
      type: "button",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      onclick: (event) =>
        openMenu(event.currentTarget, {
          label: t("people"),
          items: session.people.map((one) => ({
            picture: avatar(one),
            title: one.name,
            detail: [one.title, roleOf(one)].filter(Boolean).join(" · "),
            checked: one.id === person.id,
            choose: () => onChoose(one),
          })),
        }),
    },
    avatar(person),
    h("span", { class: "person-button-name" }, h("span", {}, person.name), h("span", { class: "quiet" }, roleOf(person))),
    h("span", { class: "hidden-visually" }, t("changePerson")),
  );
}
