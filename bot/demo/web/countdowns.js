// "in 20 seconds" counts down.
// The page of simcord's own writes it once, when it draws the message.

const RELATIVE = /^(in |now$|this |next |last |tomorrow$|yesterday$)| ago$/;
const UNITS = [["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

setInterval(() => {
  for (const time of document.querySelectorAll("time.discord-timestamp")) {
    if (!RELATIVE.test(time.textContent)) continue;
    const seconds = (Date.parse(time.dateTime) - Date.now()) / 1000;
    const [unit, length] = UNITS.find(([, least]) => Math.abs(seconds) >= least) ?? ["second", 1];
    const words = new Intl.RelativeTimeFormat("en-US", { numeric: "auto" });
    const text = words.format(Math.round(seconds / length), unit);
    if (time.textContent !== text) time.textContent = text;
  }
}, 1000);
