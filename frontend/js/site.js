import "htmx.org";
import "./large-text.js";
import "./asking.js";
import "./glossary.js";
import "./sharing.js";
import "./failing.js";
