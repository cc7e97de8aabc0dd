// Light, dark and high contrast: the choice is remembered, and starts as the computer's.

export const THEMES = ["light", "dark", "contrast"];
const KEY = "theme";

function preferred() {
  if (matchMedia("(prefers-contrast: more)").matches) return "contrast";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** The person's choice, or "system" when there is none. */
export function choice() {
  const stored = localStorage.getItem(KEY);
  return THEMES.includes(stored) ? stored : "system";
}

/** Choose a theme, or "system" to follow the computer again. */
export function choose(theme) {
  if (THEMES.includes(theme)) localStorage.setItem(KEY, theme);
  else localStorage.removeItem(KEY);
  apply(theme);
}

function apply(theme) {
  document.documentElement.dataset.theme = THEMES.includes(theme) ? theme : preferred();
}

/** Show the theme of the page's address, else the person's choice, and follow the computer when it changes. */
export function start(fromAddress) {
  apply(THEMES.includes(fromAddress) ? fromAddress : choice());
  for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
    matchMedia(query).addEventListener("change", () => choice() === "system" && !THEMES.includes(fromAddress) && apply("system"));
  }
}
