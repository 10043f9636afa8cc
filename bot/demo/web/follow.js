// The page follows what its person does, and stays at the newest message until they scroll up to read.
// simcord's own page keeps the place that it has, so that answers would come in below the fold.

import { listeners } from "./calls.js";

const timeline = document.getElementById("channel-timeline");
const list = document.getElementById("channel-message-list");

const NEAR = 48; // pixels from the end that still count as the end
const MARGIN = 8; // pixels left above what is shown from its top
const BY_HAND = 250; // milliseconds that a scroll goes on after the hand has moved
const PATIENCE = 5000; // milliseconds that an answer may take to be drawn
const ASKING = new Set(["run_command", "send_message", "click", "select", "modal_submit"]);
const PART = ".message-content, .text-display, .component-gallery, .component-row, .preview-select, .embed";

const END = Symbol("the end of the channel");
// Where the page is kept: at the END, at a part of a message, or (null) where the person has scrolled to.
let place = END;
let isHeld = false; // the part that it is kept at is not in view from the end
let asked = null; // the message that an own action brings or changes
let byHandUntil = 0;

// --- What stands in each message, part by part: so it can be told where one changes.

const known = new Map();

function textOf(part) {
  const texts = [];
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof HTMLImageElement) texts.push(node.alt);
    // A countdown counts without any change of its message.
    else if (node instanceof Text && !node.parentElement.closest("time")) texts.push(node.data);
  }
  return texts.join("\n");
}

function partsOf(message) {
  return [...message.querySelectorAll(PART)].map((element) => ({ element, text: textOf(element) }));
}

function firstChange(before, now) {
  const index = now.findIndex((part, at) => part.text !== before[at]?.text);
  if (index >= 0) return index;
  return before.length > now.length ? Math.max(0, now.length - 1) : -1;
}

// --- Where that is.

const messages = () => [...list.querySelectorAll("article[data-message-id]")];
const isAfter = (id, other) => BigInt(id) > BigInt(other);
const topIn = (element) => element.getBoundingClientRect().top - timeline.getBoundingClientRect().top;
const toEnd = () => timeline.scrollHeight - timeline.clientHeight - timeline.scrollTop;

const WHOLE = -1; // a message with the line above it that tells whose it is

function elementAt({ id, part }) {
  const message = messages().find((one) => one.dataset.messageId === id);
  return known.get(id)?.[part]?.element ?? message;
}

// Scroll to the end; or to the part that the page is kept at, where the end is too far from its first line.
function keepPlace() {
  if (place === null) return;
  const element = place === END ? null : elementAt(place);
  isHeld = Boolean(element) && topIn(element) - toEnd() < 0;
  const last = timeline.scrollHeight - timeline.clientHeight;
  const top = isHeld ? Math.min(last, timeline.scrollTop + topIn(element) - MARGIN) : last;
  if (Math.abs(top - timeline.scrollTop) >= 1) timeline.scrollTop = top;
}

// --- What moves the page: an own action, and what happens at the end while the page is kept there.

function look() {
  const before = new Map(known);
  const newest = [...before.keys()].reduce((last, id) => (isAfter(id, last) ? id : last), "0");
  known.clear();
  for (const message of messages()) known.set(message.dataset.messageId, partsOf(message));
  for (const [id, now] of known) {
    const then = before.get(id);
    const isNew = !then?.length; // a message is empty until the bot has thought about it
    const part = isNew ? WHOLE : firstChange(then, now);
    if (isNew || part >= 0) changed(id, part, isNew && before.size > 0 && !isAfter(newest, id));
  }
  keepPlace();
}

function changed(id, part, isNewest) {
  if (id === asked?.id) {
    const isLate = performance.now() > asked.until;
    asked = null;
    if (!isLate) return goTo(id, part);
  }
  if (isNewest && place !== null && !(place.isOwn && isHeld && place.id !== id)) {
    // What comes in at the end is followed there; what is too long for the view is shown from its first line.
    place = { id, part, isOwn: place.isOwn && place.id === id };
  } else if (place?.id === id && part !== WHOLE) {
    place = isHeld ? { ...place, part } : END;
  }
}

// To what an own action brought, unless that is in view already and the person has scrolled there.
function goTo(id, part) {
  const top = topIn(elementAt({ id, part }));
  const isSeen = top >= 0 && top < timeline.clientHeight - NEAR;
  if (place !== null || !isSeen || messages().at(-1).dataset.messageId === id) place = { id, part, isOwn: true };
}

listeners.push(async (path, action, response) => {
  if (action?.kind === "viewer") place = END;
  if (ASKING.has(action?.kind) && response?.ok) answered(action.kind, await response.json());
});

function answered(kind, receipt) {
  const ids = (receipt.outcomes ?? []).map((outcome) => outcome.messageId).filter(Boolean);
  if (receipt.rejected || !ids.length) return;
  const id = ids.reduce((last, other) => (isAfter(other, last) ? other : last));
  asked = { id, until: performance.now() + PATIENCE };
  const isShown = known.has(id);
  // A message that is not shown yet is on its way to the end.
  if (!isShown || kind === "run_command" || kind === "send_message") place = { id, part: WHOLE, isOwn: true };
  keepPlace();
}

// --- What the person scrolls themselves.

const byHand = () => { byHandUntil = performance.now() + BY_HAND; };
for (const type of ["wheel", "touchmove", "keydown"]) timeline.addEventListener(type, byHand, { passive: true });
for (const type of ["pointerdown", "pointermove"]) {
  // What is pressed on the timeline itself, and on nothing in it, is its scroll bar.
  timeline.addEventListener(type, (event) => {
    if (event.buttons && event.target === timeline) byHand();
  }, { passive: true });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Tab") byHand(); // it scrolls to what it goes to
}, { passive: true });
// Where something is pressed, there the person is, however they got there.
timeline.addEventListener("pointerdown", () => {
  place = toEnd() <= NEAR ? END : null;
}, { capture: true, passive: true });
timeline.addEventListener("scroll", () => {
  if (performance.now() > byHandUntil) return;
  byHand(); // a flick scrolls on by itself
  place = toEnd() <= NEAR ? END : null;
  asked = null;
}, { passive: true });
document.getElementById("new-messages").addEventListener("click", () => { place = END; });

// simcord's page puts its own place right in the next frame: ours comes after it.
let frames = 0;
function settle() {
  keepPlace();
  if (frames++ < 2) requestAnimationFrame(settle);
  else frames = 0;
}
const again = () => { if (!frames) settle(); };

new MutationObserver(() => { look(); again(); }).observe(list, { childList: true, subtree: true, characterData: true });
const sizes = new ResizeObserver(again);
sizes.observe(timeline);
sizes.observe(list);
