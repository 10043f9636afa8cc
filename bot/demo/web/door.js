// A word where the page would stay blank: its address has no key or another demo's, or the demo has ended.

import { ACTION, listeners } from "./calls.js";

const door = document.getElementById("demo-door");
const [noKey, ended] = [...door.children];
const FAILURES = 3; // questions in a row that nobody answers
let failures = 0;

function say(sentence) {
  for (const each of door.children) each.hidden = each !== sentence;
  door.hidden = sentence === null;
}

if (!window.location.hash.slice(1)) say(noKey);

listeners.push((path, action, response) => {
  failures = response ? 0 : failures + 1;
  if (response?.status === 401) say(noKey);
  else if (path === ACTION && action?.kind === "close" && response?.ok) say(ended);
  else if (failures >= FAILURES) say(ended);
  // simcord forgets a page that asks nothing for ten minutes, as one does on a machine that sleeps.
  else if (response?.status === 410) window.location.reload();
});
