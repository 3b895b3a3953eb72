// Masking by hand, both texts side by side. Without scripts the page is a form with a list.
import { bindKeys, keysOf } from "./keys.js";
import { MarkPanel } from "./mark-panel.js";
import { drawSides, pointAt, selected, showPassage } from "./marked-paper.js";
import * as marks from "./marks.js";
import { Keeper } from "./saving.js";

const SELECTION_RESTS = 250;
const ROOM_FOR_BOTH = "(min-width: 64rem)";

export function startMarking(desk) {
  const material = JSON.parse(document.getElementById("marking-material").textContent);
  const paper = { title: [...material.title], text: [...material.text] };
  const count = desk.querySelector("[data-place]");
  let now = marks.read(material);
  let hints = material.hints;
  let at = -1;
  let picked = null;
  const before = [];

  const keeper = new Keeper({
    address: desk.dataset.marking,
    version: material.version,
    name: `marks:${desk.dataset.marking}`,
    status: desk.querySelector("[data-status]"),
    say: material.say,
    collect: () => marks.write(now),
    onSaved: (said) => listHints(said.hints),
    onConflict: settle,
  });

  const panel = new MarkPanel(desk.querySelector("[data-panel]"), material, {
    add: (filled) => picked && change(marks.cover(now, { ...picked, ...filled }), picked),
    everywhere: (filled) => {
      const one = picked ?? now[at];
      if (!one) return;
      const base = picked ? marks.cover(now, { ...picked, ...filled }) : now;
      const it = base.find((m) => m.part === one.part && m.start <= one.start && m.end >= one.end);
      change(marks.coverAlike(paper, base, { ...it, ...filled }), one);
    },
    change: (filled) =>
      change(now.map((mark, n) => (n === at ? { ...mark, ...filled } : mark)), now[at], true),
    show: () => change(now.filter((_, n) => n !== at)),
    showAlike: () => change(marks.withoutAlike(paper, now, now[at])),
    go: () => step(1),
  });

  function change(next, keep = null, isTyping = false) {
    if (!isTyping || !before.length || before.at(-1).typedAt !== at) {
      before.push({ marks: now, typedAt: isTyping ? at : -1 });
    }
    now = next;
    const found = now.findIndex(
      (m) => keep && m.part === keep.part && m.start <= keep.start && m.end >= keep.end,
    );
    redraw(found < 0 ? Math.min(at, now.length - 1) : found, { isTyping, isOpen: found >= 0 });
    keeper.touch();
  }

  function redraw(number, { isTyping = false, isOpen = true } = {}) {
    at = number;
    picked = null;
    drawSides(desk, paper, now);
    if (isTyping) {
      for (const one of desk.querySelectorAll(`[data-mark="${at}"]`)) one.classList.add("at");
    } else if (isOpen && now[at]) {
      open(at);
    } else {
      panel.hide();
    }
    tell();
  }

  function tell() {
    const words = at < 0 ? material.say.count : material.say.place;
    count.textContent = words.replace("#", at + 1).replace("$", now.length);
    for (const one of desk.querySelectorAll("[data-undo]")) one.disabled = !before.length;
  }

  function open(number) {
    at = number;
    picked = null;
    panel.showMark(now[at], marks.wordsUnder(paper, now[at]));
    const sides = desk.querySelector(".sides");
    const isLow = sides.getBoundingClientRect().top > innerHeight / 4;
    if (isLow && matchMedia(ROOM_FOR_BOTH).matches) sides.scrollIntoView({ behavior: "instant" });
    pointAt(desk, at);
    tell();
  }

  function step(by) {
    if (!now.length) return;
    open((at + by + now.length) % now.length);
  }

  function undo() {
    const last = before.pop();
    if (!last) return;
    now = last.marks;
    redraw(-1);
    panel.hide();
    keeper.touch();
  }

  function listHints(list) {
    hints = list ?? [];
    const place = desk.querySelector("[data-hints]");
    place.replaceChildren(
      ...hints.map((hint, number) => {
        const line = document.createElement("li");
        const see = document.createElement("button");
        see.type = "button";
        see.className = "button small";
        see.textContent = material.say.see;
        see.dataset.hint = number;
        line.append(`${hint.reason}：${hint.words} `, see);
        return line;
      }),
    );
    desk.querySelector("[data-hints-box]").hidden = !hints.length;
  }

  function settle(said) {
    const box = desk.querySelector("[data-conflict]");
    const theirs = marks.read(said);
    const choices = { both: () => marks.together(now, theirs), mine: () => now, theirs: () => theirs };
    for (const one of box.querySelectorAll("[data-choose]")) {
      one.onclick = () => {
        before.push({ marks: now, typedAt: -1 });
        now = choices[one.dataset.choose]();
        box.hidden = true;
        redraw(-1);
        keeper.goOn(said.version);
      };
    }
    box.hidden = false;
    box.scrollIntoView({ block: "center" });
    box.querySelector("button").focus();
  }

  function offerLeftBehind() {
    const left = keeper.leftBehind();
    if (!left) return;
    const box = desk.querySelector("[data-left-behind]");
    box.hidden = false;
    box.querySelector("[data-take]").onclick = () => {
      box.hidden = true;
      change(marks.read(left));
    };
    box.querySelector("[data-leave]").onclick = () => {
      box.hidden = true;
      keeper.forget();
    };
  }

  desk.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-mark]");
    const hint = event.target.closest("[data-hint]");
    if (mark && document.getSelection().isCollapsed) open(Number(mark.dataset.mark));
    if (hint) {
      desk.querySelector("[name=side][value=masked]").click();
      showPassage(desk, hints[hint.dataset.hint].start, hints[hint.dataset.hint].end);
    }
  });
  desk.addEventListener("change", (event) => {
    if (event.target.name === "side") desk.dataset.shown = event.target.value;
  });
  let waiting;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const chosen = selected(desk);
      if (!chosen) return;
      picked = chosen;
      const words = marks.wordsUnder(paper, chosen);
      panel.showWords(words, now.find((mark) => marks.wordsUnder(paper, mark) === words));
    }, SELECTION_RESTS);
  });
  for (const one of desk.querySelectorAll("[data-undo]")) one.addEventListener("click", undo);
  for (const one of desk.querySelectorAll("[data-step]")) {
    one.addEventListener("click", () => step(Number(one.dataset.step)));
  }
  bindKeys(
    {
      ...keysOf(document),
      j: () => step(1),
      k: () => step(-1),
      x: () => now[at] && !picked && change(now.filter((_, n) => n !== at)),
      u: undo,
      Enter: () => !panel.panel.hidden && panel.written.focus(),
      Escape: () => panel.hide(),
    },
    document.querySelector("[data-keys]"),
  );
  document.querySelector("form[data-confirm]")?.addEventListener("submit", async (event) => {
    if (!keeper.isDirty) return;
    event.preventDefault();
    await keeper.save();
    if (!keeper.isDirty) event.target.requestSubmit(event.submitter);
  });
  desk.querySelector("[data-by-hand]").hidden = true;
  desk.classList.add("live");
  listHints(hints);
  redraw(-1);
  panel.hide();
  offerLeftBehind();
}
