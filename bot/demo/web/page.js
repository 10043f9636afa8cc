// What a page of simcord's lacks for people who try the bot. It runs before simcord's own script.

import "./presses.js";
import "./countdowns.js";
import "./follow.js";
import "./commands.js";
import "./door.js";
