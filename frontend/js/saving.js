// Saving while somebody works: a moment after a change, by itself, with a line that says how it went.
const SOON = 1200;
const AGAIN = 8000;

function token() {
  return document.querySelector("input[name=csrfmiddlewaretoken]").value;
}

async function post(address, body) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  return { status: answer.status, said: isJson ? await answer.json() : {} };
}

/**
 * Keep what `collect()` returns at `address`. `status` is the line to speak through and `say` the
 * words for it; `onSaved(said)` and `onConflict(said)` take the server's answer to a saving.
 * What could not be saved stays in this window's own memory under `name` until it could, and is
 * offered to nobody but the one who wrote it.
 */
export class Keeper {
  constructor({ address, version, name, status, say, collect, onSaved, onConflict }) {
    Object.assign(this, { address, version, status, say, collect, onSaved, onConflict });
    this.name = `${name}:${document.querySelector("[data-who]")?.dataset.who}`;
    this.isDirty = this.isBusy = this.isStopped = false;
    window.addEventListener("beforeunload", (event) => {
      if (this.isDirty) event.preventDefault();
    });
    window.addEventListener("online", () => this.isDirty && this.save());
  }

  /** Something changed: save soon. */
  touch() {
    this.isDirty = true;
    this.tell(this.say.changed);
    this.#later(SOON);
  }

  /** Save what has changed now. */
  async save() {
    if (!this.isDirty || this.isBusy || this.isStopped) return;
    clearTimeout(this.timer);
    this.isBusy = true;
    this.isDirty = false;
    const content = this.collect();
    try {
      const { status, said } = await post(this.address, { version: this.version, ...content });
      this.#heard(status, said, content);
    } catch {
      this.#notSaved(content, this.say.offline);
      this.#later(AGAIN);
    } finally {
      this.isBusy = false;
    }
    if (this.isDirty && !this.isStopped && !this.timer) this.#later(SOON);
  }

  /** Go on from `version` after a conflict was settled, and save. */
  goOn(version) {
    this.version = version;
    this.isStopped = false;
    this.isDirty = true;
    return this.save();
  }

  /** What an earlier page of this window could not save, null where there is nothing. */
  leftBehind() {
    const kept = sessionStorage.getItem(this.name);
    return kept && JSON.parse(kept);
  }

  /** Forget what could not be saved. */
  forget() {
    sessionStorage.removeItem(this.name);
  }

  tell(words, how = "") {
    this.status.textContent = words;
    this.status.dataset.how = how;
  }

  #heard(status, said, content) {
    if (status === 200) {
      this.version = said.version;
      this.forget();
      this.tell(this.isDirty ? this.say.changed : this.say.saved.replace("#", said.at), "good");
      this.onSaved(said);
      return;
    }
    this.isStopped = status === 409;
    this.#notSaved(content, this.isStopped ? this.say.conflict : said.message || this.say.failed);
    if (this.isStopped) this.onConflict(said);
  }

  #notSaved(content, words) {
    this.isDirty = true;
    sessionStorage.setItem(this.name, JSON.stringify(content));
    this.tell(words, "bad");
  }

  #later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      this.save();
    }, wait);
  }
}
