// No press is lost.
// The page drops a press while an earlier one is under way, and a button that is redrawn or pushed away
// before the mouse is up again misses it. Such presses are made again, as soon as the page takes them.

import { rewrites } from "./calls.js";

const CONTROL = "button.component-button[data-control-key]";
const KEPT_FOR = 5000; // milliseconds that a press waits for its turn
const LOOK_EVERY = 40; // milliseconds
const HELD_STILL = 8; // pixels that a hand moves without meaning to

let down = null;
let shownThen = null;
const waiting = [];

function press(button) {
  return {
    button,
    key: button.dataset.controlKey,
    revision: window.simcordPreview.publishedRevision,
    until: performance.now() + KEPT_FOR,
  };
}

function controlUnder(event) {
  return event.target instanceof Element ? event.target.closest(CONTROL) : null;
}

window.addEventListener("pointerdown", (event) => {
  const button = controlUnder(event);
  // A finger's tap is a press of whatever is there when it lifts: it misses nothing.
  const counts = button && event.pointerType === "mouse" && event.button === 0;
  down = counts ? { ...press(button), x: event.clientX, y: event.clientY } : null;
}, true);

window.addEventListener("pointerup", (event) => {
  const made = down;
  down = null;
  if (!made || (made.button.isConnected && controlUnder(event) === made.button)) return; // a click follows
  if (Math.hypot(event.clientX - made.x, event.clientY - made.y) <= HELD_STILL) waiting.push(made);
}, true);

window.addEventListener("click", (event) => {
  const button = controlUnder(event);
  if (!button || !event.isTrusted || button.disabled) return;
  if (!waiting.length && button.getAttribute("aria-disabled") !== "true") return; // the page takes it
  event.stopPropagation();
  waiting.push(press(button));
}, true);

setInterval(() => {
  const made = waiting[0];
  if (!made) return;
  const button = [...document.querySelectorAll(CONTROL)].find((one) => one.dataset.controlKey === made.key);
  const gone = !button || button.disabled || performance.now() > made.until;
  if (!gone && button.getAttribute("aria-disabled") === "true") return;
  waiting.shift();
  if (gone) return;
  shownThen = made.revision;
  try {
    button.click();
  } finally {
    shownThen = null;
  }
}, LOOK_EVERY);

// The server knows by the revision what stood on a button when it was pressed: say that of the press.
rewrites.push((action) => (shownThen === null ? action : { ...action, published_revision: shownThen }));
