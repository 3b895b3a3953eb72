// Share, copy and print: shown only where they work. Without scripts the page says what to do instead.
function show(button) {
  button.hidden = false;
}

async function share(button) {
  const what = { title: document.title, url: location.href.split("#")[0] };
  if (navigator.share) {
    try {
      await navigator.share(what);
    } catch {
      // The reader closed the sheet.
    }
    return;
  }
  await navigator.clipboard.writeText(what.url);
  say(button);
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  say(button);
}

/** Say for a moment, in the button itself, that it is done. */
function say(button) {
  const word = button.querySelector("[data-word]");
  const before = word.textContent;
  word.textContent = button.dataset.done;
  setTimeout(() => {
    word.textContent = before;
  }, 3000);
}

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share && !navigator.clipboard) continue;
  show(button);
  button.addEventListener("click", () => share(button));
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  show(button);
  button.addEventListener("click", () => copy(button));
}

for (const button of document.querySelectorAll("[data-print]")) {
  show(button);
  button.addEventListener("click", () => window.print());
}
