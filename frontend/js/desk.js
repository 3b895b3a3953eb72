// The staff's lists by keyboard, and forms that are sent once.
import { guardForms } from "./once.js";
import { driveList } from "./list-keys.js";

guardForms();
const list = document.querySelector("[data-list]");
if (list) driveList(list);
