// Brings the passage that somebody came for into sight, and to the screen reader's attention.
const passage = document.getElementById("passage");
if (passage) {
  passage.scrollIntoView({ block: "center" });
  passage.focus({ preventScroll: true });
}
