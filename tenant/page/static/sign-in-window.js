// The window to sign in with: gives the code to the chat that opened it, as Teams' window does, and closes.

import * as themes from "./themes.js";

const CLOSES_AFTER = 1500; // milliseconds to read that it worked

const fixed = document.documentElement.dataset.theme;
themes.start(fixed ?? null);

const { state } = document.querySelector("main").dataset;
if (state && window.opener) {
  window.opener.postMessage({ kind: "sign-in", state }, location.origin);
  setTimeout(() => window.close(), CLOSES_AFTER);
}
