// The two sides of a paper being masked: drawn from the marks, and what of them somebody selects.
const SIDES = ["original", "masked"];

/** Draw both sides of `paper` within `desk`; a mark carries its number in data-mark. */
export function drawSides(desk, paper, marks) {
  for (const side of SIDES) {
    for (const part of Object.keys(paper)) {
      const place = desk.querySelector(`[data-side=${side}] [data-part=${part}]`);
      place.replaceChildren(...drawn(paper[part], marks, part, side));
    }
  }
}

function* drawn(text, marks, part, side) {
  let at = 0;
  for (const [number, mark] of marks.entries()) {
    if (mark.part !== part) continue;
    yield text.slice(at, mark.start).join("");
    const shown = side === "original" ? text.slice(mark.start, mark.end).join("") : mark.written;
    yield button(number, mark.kind, shown);
    at = mark.end;
  }
  yield text.slice(at).join("");
}

function button(number, kind, words) {
  const mark = document.createElement("mark");
  mark.dataset.mark = number;
  mark.dataset.kind = kind;
  mark.className = "masked";
  mark.tabIndex = -1;
  mark.setAttribute("role", "button");
  mark.textContent = words;
  return mark;
}

/** Show which mark is at hand on both sides, and bring it into sight. */
export function pointAt(desk, number) {
  for (const mark of desk.querySelectorAll("mark.at")) mark.classList.remove("at");
  for (const mark of desk.querySelectorAll(`[data-mark="${number}"]`)) {
    mark.classList.add("at");
    bringIntoSight(mark);
  }
}

/** What is selected in the original: {part, start, end} in characters, null for nothing. */
export function selected(desk) {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const part = elementOf(range.startContainer).closest("[data-side=original] [data-part]");
  if (!part || !desk.contains(part) || !part.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(part);
  before.setEnd(range.startContainer, range.startOffset);
  const words = [...range.toString()];
  const lead = words.findIndex((one) => one.trim());
  if (lead < 0) return null;
  const tail = words.length - words.findLastIndex((one) => one.trim()) - 1;
  const start = [...before.toString()].length;
  return { part: part.dataset.part, start: start + lead, end: start + words.length - tail };
}

/** Select characters `start` to `end` of the masked text and bring them into sight. */
export function showPassage(desk, start, end) {
  const part = desk.querySelector("[data-side=masked] [data-part=text]");
  const range = document.createRange();
  range.setStart(...placeOf(part, start));
  range.setEnd(...placeOf(part, end));
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  bringIntoSight(range.startContainer.parentElement.closest("mark") ?? range);
}

function placeOf(part, wanted) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  let passed = 0;
  let node = walker.nextNode();
  while (node) {
    const letters = [...node.data];
    if (passed + letters.length >= wanted) {
      return [node, letters.slice(0, wanted - passed).join("").length];
    }
    passed += letters.length;
    node = walker.nextNode();
  }
  return [part, part.childNodes.length];
}

function elementOf(node) {
  return node instanceof Element ? node : node.parentElement;
}

function bringIntoSight(thing) {
  const pane = elementOf(thing.startContainer ?? thing).closest("[data-side]");
  if (!pane || !pane.clientHeight) return;
  const box = thing.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  if (pane.scrollHeight > pane.clientHeight) {
    pane.scrollTop += box.top - frame.top - pane.clientHeight / 3;
  } else if (box.top < 130 || box.bottom > innerHeight - 260) {
    scrollBy({ top: box.top - innerHeight / 3, behavior: "instant" });
  }
}
