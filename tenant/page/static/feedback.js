// Thumbs up and down under an answer, with room for an explanation.

import { openDialog } from "./dialog.js";
import { announce, h, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./texts.js";

/** Whether the bot asks for feedback on this message. */
export const asksFeedback = (activity) =>
  Boolean(activity.channelData?.feedbackLoop?.type || activity.channelData?.feedbackLoopEnabled);

/** The two thumbs. `given` is the reaction given before; `send(reaction, text)` sends and rejects when it fails. */
export function feedbackButtons(given, send) {
  const group = h("span", { class: "feedback" });
  for (const reaction of ["like", "dislike"]) {
    group.append(
      h(
        "button",
        {
          class: "icon-button feedback-button",
          type: "button",
          "aria-label": t(reaction),
          "aria-pressed": String(given === reaction),
          dataset: { reaction },
          onclick: () => ask(reaction, send, group),
        },
        icon(reaction),
      ),
    );
  }
  return group;
}

function ask(reaction, send, group) {
  const field = uniqueId("feedback");
  const text = h("textarea", { id: field, rows: "4", maxlength: "2000", "aria-describedby": `${field}-hint` });
  const failure = h("p", { class: "banner banner-error", role: "alert", hidden: true }, t("cardFailed"));
  openDialog({
    title: t(`${reaction}Title`),
    kind: "feedback-dialog",
    content: [
      h("label", { for: field }, t("feedbackLabel")),
      text,
      h("p", { class: "quiet", id: `${field}-hint` }, t("feedbackHint")),
      failure,
    ],
    buttons: [
      { text: t("cancel") },
      {
        text: t("feedbackSend"),
        primary: true,
        choose: async () => {
          try {
            await send(reaction, text.value.trim());
          } catch {
            failure.hidden = false;
            return false;
          }
          for (const button of group.children) button.setAttribute("aria-pressed", String(button.dataset.reaction === reaction));
          announce(t("feedbackThanks"));
          return true;
        },
      },
    ],
  });
  text.focus();
}
