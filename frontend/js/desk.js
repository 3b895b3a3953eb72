// The staff's desk: lists by keyboard, masking and interpreting that save themselves, forms sent once.
import { startCalling } from "./calling.js";
import { startDrafting } from "./drafting.js";
import { bindKeys, keysOf } from "./keys.js";
import { driveList } from "./list-keys.js";
import { startMarking } from "./marking.js";
import { guardForms } from "./once.js";

guardForms();
const list = document.querySelector("[data-list]");
const desk = document.querySelector("[data-marking]");
const draft = document.querySelector("[data-drafting]");
const call = document.querySelector("[data-calling]");
const sheet = document.querySelector("[data-keys]");
if (list) driveList(list);
else if (desk) startMarking(desk);
else if (sheet) bindKeys(keysOf(document), sheet);
if (draft) startDrafting(draft);
if (call) startCalling(call);
