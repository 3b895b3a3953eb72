// A word of the law links to its meaning at the end of the page. Where the browser can, the
// meaning comes to the word instead, and the place in the text is kept.
const words = document.querySelector(".words");

function sheetOf(entry) {
  const sheet = document.createElement("div");
  const heading = document.createElement("h2");
  const meaning = document.createElement("p");
  const close = document.createElement("button");
  heading.textContent = entry.querySelector("dt").textContent;
  heading.id = "sheet-word";
  meaning.textContent = entry.querySelector("dd").textContent;
  close.textContent = words.dataset.close;
  close.type = "button";
  close.className = "button";
  close.autofocus = true;
  close.addEventListener("click", () => sheet.hidePopover());
  sheet.className = "sheet";
  sheet.popover = "auto";
  sheet.setAttribute("role", "dialog");
  sheet.setAttribute("aria-labelledby", heading.id);
  sheet.append(heading, meaning, close);
  sheet.addEventListener("toggle", (event) => {
    if (event.newState === "closed") sheet.remove();
  });
  return sheet;
}

if (words && "popover" in HTMLElement.prototype) {
  document.addEventListener("click", (event) => {
    const term = event.target.closest("a.term");
    if (!term) return;
    event.preventDefault();
    const sheet = sheetOf(document.querySelector(term.hash));
    words.append(sheet);
    sheet.showPopover();
  });
}
