// Listens to what happens in the tenant, and keeps listening.

const FIRST_WAIT = 400; // milliseconds before a lost connection is tried again; doubles up to the longest
const LONGEST_WAIT = 5000;

/**
 * Listen as `person`. `onEvent` gets each event; `onState` gets "open" (with true when it was lost before, so that what
 * was missed can be fetched) or "lost". Returns a function that stops.
 */
export function listen(person, onEvent, onState) {
  let socket;
  let wait = FIRST_WAIT;
  let timer;
  let lost = false;
  let stopped = false;

  function open() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    socket = new WebSocket(`${scheme}://${location.host}/chat/events?person=${encodeURIComponent(person)}`);
    socket.addEventListener("open", () => {
      wait = FIRST_WAIT;
      onState("open", lost);
      lost = false;
    });
    socket.addEventListener("message", (message) => {
      if (!stopped) onEvent(JSON.parse(message.data));
    });
    socket.addEventListener("close", () => {
      if (stopped) return;
      lost = true;
      onState("lost");
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  }

  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    socket.close();
  };
}
