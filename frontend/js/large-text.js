// 大字 works by the stylesheet alone; this remembers it from page to page, on this device only.
const box = document.getElementById("large-text");
const page = document.documentElement;

function remember(isLarge) {
  page.toggleAttribute("data-text", isLarge);
  if (isLarge) page.dataset.text = "large";
  try {
    if (isLarge) localStorage.setItem("text", "large");
    else localStorage.removeItem("text");
  } catch {
    // Forgotten with this page.
  }
}

if (box) {
  box.checked = page.dataset.text === "large";
  box.addEventListener("change", () => remember(box.checked));
}
