// The panel at the foot of a paper being masked: what stands at one place, and what can be done there.

/** Drive the panel; `act` has add, change, everywhere, show, showAlike and go. */
export class MarkPanel {
  constructor(panel, material, act) {
    Object.assign(this, { panel, kinds: material.kinds, say: material.say });
    this.kind = panel.querySelector("[data-kind-box]");
    this.written = panel.querySelector("[data-written]");
    this.words = panel.querySelector("[data-words]");
    for (const [name, does] of Object.entries(act)) {
      for (const one of panel.querySelectorAll(`[data-do=${name}]`)) {
        one.addEventListener("click", () => does(this.filled()));
      }
    }
    this.kind.addEventListener("change", () => {
      this.written.value = this.suggested(this.kind.value, this.words.textContent);
      if (this.isChange) act.change(this.filled());
    });
    this.written.addEventListener("input", () => this.isChange && act.change(this.filled()));
    this.written.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      if (this.isChange) act.go(this.filled());
      else act.add(this.filled());
    });
  }

  /** Show a mark that stands already. */
  showMark(mark, words) {
    this.#show(true, words, mark.kind, mark.written);
  }

  /** Show words that could be masked; `like` is how they are masked elsewhere, if they are. */
  showWords(words, like) {
    const kind = like?.kind ?? this.kind.value;
    this.#show(false, words, kind, like?.written ?? this.suggested(kind, words));
  }

  hide() {
    this.panel.hidden = true;
  }

  filled() {
    return { kind: this.kind.value, written: this.written.value.trim() || "某某" };
  }

  suggested(kind, words) {
    return this.kinds[kind][1].replace("#", [...words][0] ?? "");
  }

  #show(isChange, words, kind, written) {
    this.isChange = isChange;
    this.words.textContent = words;
    this.kind.value = kind in this.kinds ? kind : "other";
    this.written.value = written;
    for (const one of this.panel.querySelectorAll("[data-for]")) {
      one.hidden = (one.dataset.for === "change") !== isChange;
    }
    this.panel.hidden = false;
  }
}
