// The sources of an answer: numbers in the text, a window with the passage, and a list below the answer.

import { renderCard } from "./cards.js";
import { openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { t } from "./texts.js";

const CARD = "application/vnd.microsoft.card.adaptive";

/** The entity of schema.org's Message in which Teams looks for citations and labels. */
export function messageEntity(activity) {
  return activity.entities?.find((entity) => entity.type === "https://schema.org/Message" && entity["@type"] === "Message");
}

/** The citations of an activity, by their number. */
export function citationsOf(activity) {
  const claims = messageEntity(activity)?.citation ?? [];
  return new Map(claims.filter((claim) => claim?.appearance?.name).map((claim) => [Number(claim.position), claim.appearance]));
}

/** Put a button in each place that markdown.js left for a citation's number. */
export function fillCitations(element, citations) {
  for (const place of element.querySelectorAll("sup[data-citation]")) {
    const position = Number(place.dataset.citation);
    place.append(citationButton(position, citations.get(position), String(position), "citation"));
  }
}

function citationButton(position, citation, text, kind) {
  return h(
    "button",
    {
      class: kind,
      type: "button",
      "aria-haspopup": "dialog",
      "aria-label": t("source", { position, name: citation.name }),
      onclick: (event) => openCitation(position, citation, event.currentTarget),
    },
    text,
  );
}

/** The list of sources below an answer. */
export function sourceList(citations) {
  if (citations.size === 0) return null;
  const sorted = [...citations].sort(([one], [other]) => one - other);
  return h(
    "ul",
    { class: "sources", "aria-label": t("sources") },
    sorted.map(([position, citation]) => h("li", {}, citationButton(position, citation, `${position}  ${citation.name}`, "source"))),
  );
}

/** Show a source: its name, what it says there, and the way to the passage in the document. */
function openCitation(position, citation, anchor) {
  const card = citation.encodingFormat === CARD && citation.text ? cardOf(citation) : null;
  openDialog({
    title: card ? t("sourceNumber", { position }) : `${position}  ${citation.name}`, // the card has its own heading
    kind: "citation-dialog",
    anchor,
    content: [
      citation.keywords?.length > 0 && h("ul", { class: "keywords" }, citation.keywords.map((word) => h("li", {}, word))),
      card ?? h("blockquote", { class: "passage" }, citation.abstract ?? citation.text ?? ""),
    ],
    buttons: isLink(citation.url) ? [{ text: t("openDocument"), primary: true, href: citation.url }] : [],
  });
}

function cardOf(citation) {
  try {
    const content = JSON.parse(citation.text);
    // the window has a button to the document already, which stays in view below a long passage
    const actions = content.actions?.filter((action) => action.url !== citation.url);
    // a citation's card cannot do anything but open a link, as in Teams
    return renderCard({ ...content, actions }, {});
  } catch {
    return null;
  }
}

const isLink = (url) => typeof url === "string" && /^https?:\/\//.test(url);
