// Turns message text into elements: Teams' part of Markdown, mentions and citation numbers, never anyone's HTML.

import { h } from "./dom.js";
import { packages } from "./packages.js";

const SAFE_LINK = /^(https?:|mailto:|tel:|\/)/i;
const XML_TAGS = new Set("A AT B BLOCKQUOTE BR CODE DIV EM I LI OL P PRE S SPAN STRIKE STRONG U UL".split(" "));

let renderer;
let cardRenderer;

/** `[1]` is a citation when the message has one of that number. */
function citationRule(state, silent) {
  const match = /^\[(\d{1,3})\](?![(:[])/.exec(state.src.slice(state.pos, state.pos + 6));
  const citation = match && state.env.citations?.get(Number(match[1]));
  if (!citation) return false;
  if (!silent) state.push("citation", "", 0).content = match[1];
  state.pos += match[0].length;
  return true;
}

/** `<at>Name</at>` is a mention, as Teams writes it. */
function mentionRule(state, silent) {
  const match = /^<at[^>]*>([^<]{1,200})<\/at>/.exec(state.src.slice(state.pos, state.pos + 300));
  if (!match) return false;
  if (!silent) state.push("mention", "", 0).content = match[1];
  state.pos += match[0].length;
  return true;
}

function make(disabled) {
  const md = new packages.MarkdownIt({ html: false, linkify: true, breaks: false });
  md.disable(disabled);
  md.validateLink = (url) => SAFE_LINK.test(url.trim());
  md.inline.ruler.before("link", "citation", citationRule);
  md.inline.ruler.before("autolink", "mention", mentionRule);
  md.renderer.rules.mention = (tokens, index) =>
    `<span class="mention">${md.utils.escapeHtml(tokens[index].content)}</span>`;
  // a placeholder: citations.js puts its button there
  md.renderer.rules.citation = (tokens, index) => `<sup data-citation="${Number(tokens[index].content)}"></sup>`;
  md.renderer.rules.link_open = (tokens, index, options, _env, self) => {
    tokens[index].attrSet("target", "_blank");
    tokens[index].attrSet("rel", "noopener noreferrer");
    return self.renderToken(tokens, index, options);
  };
  return md;
}

/** The elements of a message in Markdown. `citations` is a Map from number to citation. */
export function markdown(text, citations) {
  if (!packages.MarkdownIt) return plain(text);
  renderer ??= make(["image", "table", "hr", "reference", "html_block", "html_inline"]);
  const template = document.createElement("template");
  // safe: markdown-it escapes everything it did not make itself (html: false), and links are checked above
  template.innerHTML = renderer.render(text, { citations });
  return template.content;
}

/** The HTML of Markdown in a card: no headings, tables, images, code or quotes, as in Teams. */
export function cardMarkdown(text) {
  cardRenderer ??= make(
    ["image", "table", "hr", "reference", "heading", "lheading", "code", "fence", "backticks", "blockquote"].concat([
      "html_block",
      "html_inline",
    ]),
  );
  return cardRenderer.render(text, {});
}

/** Text as typed: lines kept, `<at>` shown as a mention. */
export function plain(text) {
  const fragment = document.createDocumentFragment();
  const parts = text.split(/<at[^>]*>([^<]*)<\/at>/);
  const paragraph = h("p", { class: "as-typed" });
  parts.forEach((part, index) => paragraph.append(index % 2 ? h("span", { class: "mention" }, part) : part));
  fragment.append(paragraph);
  return fragment;
}

/** The few tags that Teams takes when textFormat is "xml"; of other tags the text stays. */
export function xml(text) {
  const source = new DOMParser().parseFromString(text, "text/html").body;
  const copy = (node, target) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) target.append(child.textContent);
      if (child.nodeType !== Node.ELEMENT_NODE || ["SCRIPT", "STYLE"].includes(child.tagName)) continue;
      if (!XML_TAGS.has(child.tagName)) copy(child, target);
      else target.append(copy(child, tagFor(child)));
    }
    return target;
  };
  return copy(source, document.createDocumentFragment());
}

function tagFor(element) {
  if (element.tagName === "AT") return h("span", { class: "mention" });
  if (element.tagName !== "A") return document.createElement(element.tagName);
  const href = element.getAttribute("href") ?? "";
  return SAFE_LINK.test(href.trim()) ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }) : h("span");
}

/** What a screen reader or a preview needs of a text: no marks, no tags. */
export function spoken(text) {
  return text
    .replace(/<\/?[a-z][^>]*>/gi, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\[\d{1,3}\]/g, "")
    .replace(/^\s*[-+*•] +/gm, "")
    .replace(/[*_`#>~]+/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
