// How commands are entered: each option with its description, and a word for who types one as a line.

import { listeners } from "./calls.js";

const form = document.getElementById("channel-composer");
const input = document.getElementById("channel-composer-input");
const hint = document.getElementById("demo-hint");
let commands = []; // what may be entered, as the page's server lists it

listeners.push(async (path, action, response) => {
  if (path === "/api/commands" && response?.ok) commands = (await response.json()).entries ?? [];
  if (["run_command", "send_message", "viewer"].includes(action?.kind)) hint.hidden = true;
});

// --- The list of options says what each one is.

function describe() {
  const composed = form.querySelector(".command-chip")?.textContent;
  const options = commands.find((one) => `/${one.invocation}` === composed)?.options ?? [];
  for (const row of form.querySelectorAll(".command-suggestion:has(.command-suggestion-ellipsis)")) {
    const description = options.find((one) => one.name === row.dataset.value)?.description;
    if (!description || row.querySelector(".demo-description")) continue;
    const line = document.createElement("small");
    line.className = "demo-description";
    line.textContent = description;
    row.querySelector(".command-suggestion-label").after(line);
  }
}

new MutationObserver(describe).observe(form, { childList: true, subtree: true });

// --- A command that is typed as one line is no command: the page says how one is entered, and begins it.

function commandIn(line) {
  const typed = line.trim().toLowerCase();
  const begun = commands.filter(({ invocation }) => `${typed} `.startsWith(`/${invocation.toLowerCase()} `));
  if (begun.length) return begun.reduce((one, other) => (other.invocation.length > one.invocation.length ? other : one)).invocation;
  const word = typed.split(/\s/, 1)[0];
  return commands.some(({ invocation }) => `/${invocation.split(" ", 1)[0]}` === word) ? word.slice(1) : null;
}

form.addEventListener("submit", (event) => {
  const typed = input.isConnected ? commandIn(input.value) : null; // while one is composed, the input is away
  if (typed === null) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  hint.hidden = false;
  hint.textContent = hint.dataset.words.replaceAll("{command}", `/${typed}`);
  input.value = `/${typed}`;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
}, true);
