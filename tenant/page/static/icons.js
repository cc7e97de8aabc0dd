// The page's icons, drawn as strokes on a grid of 20.

const PATHS = {
  add: "M10 4v12M4 10h12",
  back: "M12.5 4.5 7 10l5.5 5.5",
  calendar: "M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5",
  chat: "M10 3.2a6.8 6.8 0 1 1-3.1 12.9L3.2 17l.9-3.7A6.8 6.8 0 0 1 10 3.2ZM7.2 8.4h5.6M7.2 11.4h3.6",
  chevron: "m5.5 8 4.5 4.5L14.5 8",
  close: "m5 5 10 10M15 5 5 15",
  delete: "M4 5.5h12M8 5.5V3.8h4v1.7M5.6 5.5l.8 10.7h7.2l.8-10.7M8.6 8.5v5M11.4 8.5v5",
  dislike: "M13.5 11.5 10.6 17a1.6 1.6 0 0 1-1.6-1.7l.3-2.8H5a1.6 1.6 0 0 1-1.6-2l1.3-5A2 2 0 0 1 6.6 4h6.9m0 7.5V4h2.5v7.5z",
  document: "M5.5 3h6l3 3v11h-9zM11.5 3v3h3M7.8 9.5h4.4M7.8 12.5h4.4",
  edit: "m12.8 4 3.2 3.2-8.8 8.8-3.9.7.7-3.9zM11 5.8 14.2 9",
  fault: "M10 3.5 17.5 16.5h-15zM10 8v4M10 14v.5",
  forward: "M7.5 4.5 13 10l-5.5 5.5",
  find: "M8.8 14.1a5.3 5.3 0 1 0 0-10.6 5.3 5.3 0 0 0 0 10.6ZM12.7 12.7l4 4",
  folder: "M3 5.5h5l1.8 2H17v8.5H3z",
  like: "M6.5 8.5 9.4 3A1.6 1.6 0 0 1 11 4.7l-.3 2.8H15a1.6 1.6 0 0 1 1.6 2l-1.3 5a2 2 0 0 1-1.9 1.5H6.5m0-7.5V16H4V8.5z",
  mention: "M13.2 10a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0Zm0 0v1a1.9 1.9 0 0 0 3.8 0v-1a7 7 0 1 0-2.8 5.6",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  open: "M11.5 4H16v4.5M16 4l-6.5 6.5M13.5 11v5H4V6.5h5",
  pane: "M3.2 4h13.6v12H3.2zM12 4v12",
  people: "M7.5 9.3a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM2.5 16c0-2.7 2-4.3 5-4.3s5 1.6 5 4.3M13 9a2.2 2.2 0 1 0 0-4.4M14.3 11.7c2 .4 3.2 1.9 3.2 4.3",
  prompt: "M10 2.8a5 5 0 0 1 2.8 9.2c-.5.4-.8.9-.8 1.5v.5H8v-.5c0-.6-.3-1.1-.8-1.5A5 5 0 0 1 10 2.8ZM8.3 17h3.4",
  reload: "M15.8 8A6.2 6.2 0 1 0 16 11.5M16 4v4h-4",
  reply: "M8 5 3.5 9.5 8 14M4 9.5h7.5a5 5 0 0 1 5 5v1",
  send: "m3.5 3.8 13.5 6.2-13.5 6.2 1.7-6.2zM5.2 10H11",
  shield: "M10 3c1.8 1.4 3.7 2 6 2v4.5c0 3.7-2.3 6.2-6 7.5-3.7-1.3-6-3.8-6-7.5V5c2.3 0 4.2-.6 6-2Z",
  spark: "m10 3 1.7 5.3L17 10l-5.3 1.7L10 17l-1.7-5.3L3 10l5.3-1.7z",
  theme: "M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14",
};

/** An icon for the eye only: what holds it must have a name. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
