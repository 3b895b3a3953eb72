// An interpretation being written: saved by itself, and how it reads said while it grows.
import { Keeper } from "./saving.js";

const FIELDS = "textarea, input[type=text]";

export function startDrafting(form) {
  const fields = [...form.querySelectorAll(FIELDS)].filter((field) => field.name);
  const say = JSON.parse(document.getElementById("drafting-words").textContent);
  const reading = document.querySelector("[data-reading]");
  const conflict = form.querySelector("[data-conflict]");

  const collect = () => ({
    content: Object.fromEntries(fields.map((field) => [field.name, field.value])),
  });
  const fill = (content) => {
    for (const field of fields) if (field.name in content) field.value = content[field.name];
  };

  const keeper = new Keeper({
    address: form.dataset.drafting,
    version: Number(form.elements.version.value),
    name: `draft:${form.dataset.drafting}`,
    status: form.querySelector("[data-status]"),
    say,
    collect,
    onSaved: (said) => {
      form.elements.version.value = said.version;
      reading.innerHTML = said.reading;
    },
    onConflict: settle,
  });

  function settle(said) {
    const theirs = conflict.querySelector("[data-theirs]");
    theirs.replaceChildren(...differing(said.content).flatMap(([name, words]) => {
      const heading = document.createElement("dt");
      const text = document.createElement("dd");
      heading.textContent = name;
      text.textContent = words;
      return [heading, text];
    }));
    for (const one of conflict.querySelectorAll("[data-choose]")) {
      one.onclick = () => {
        if (one.dataset.choose === "theirs") fill(said.content);
        conflict.hidden = true;
        keeper.goOn(said.version);
      };
    }
    conflict.hidden = false;
    conflict.scrollIntoView({ block: "center" });
    conflict.querySelector("button").focus();
  }

  function differing(content) {
    return fields
      .filter((field) => (content[field.name] ?? "") !== field.value)
      .map((field) => [field.labels[0]?.firstChild.textContent.trim(), content[field.name] ?? ""]);
  }

  const left = keeper.leftBehind();
  if (left && JSON.stringify(left) !== JSON.stringify(collect())) {
    const box = form.querySelector("[data-left-behind]");
    box.hidden = false;
    box.querySelector("[data-take]").onclick = () => {
      box.hidden = true;
      fill(left.content);
      keeper.touch();
    };
    box.querySelector("[data-leave]").onclick = () => {
      box.hidden = true;
      keeper.forget();
    };
  }

  form.addEventListener("input", (event) => fields.includes(event.target) && keeper.touch());
  form.addEventListener("focusout", () => keeper.save());
  form.addEventListener("submit", () => {
    keeper.isDirty = false;
    keeper.isStopped = true;
    clearTimeout(keeper.timer);
  });
  offerArticles(form, keeper);
}

/** A law chosen from the list and an article's number become one more line of the articles. */
function offerArticles(form, keeper) {
  const box = form.querySelector("[data-articles]");
  if (!box) return;
  const [law, article] = box.querySelectorAll("input");
  const list = form.elements.articles;
  const add = () => {
    if (!law.value.trim() || !article.value.trim()) return;
    const line = `《${law.value.trim().replace(/[《》]/g, "")}》${article.value.trim()}`;
    list.value = [list.value.trim(), line].filter(Boolean).join("\n");
    law.value = article.value = "";
    law.focus();
    keeper.touch();
  };
  box.querySelector("button").addEventListener("click", add);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    add();
  });
  let waiting;
  law.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => suggest(law), 250);
  });
  box.hidden = false;
}

async function suggest(law) {
  const asked = law.value.trim();
  if (!asked) return;
  const answer = await fetch(`${law.dataset.source}?q=${encodeURIComponent(asked)}`);
  if (!answer.ok) return;
  const { statutes } = await answer.json();
  law.list.replaceChildren(
    ...statutes.map(({ title }) => Object.assign(document.createElement("option"), { value: title })),
  );
}
