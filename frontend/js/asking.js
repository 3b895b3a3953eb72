// The question box: Enter asks, Shift+Enter makes a line; a word being composed is left alone.
document.addEventListener("keydown", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLTextAreaElement) || !box.closest(".ask")) return;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    box.form.requestSubmit();
  }
});

// Filters lie open beside the results where there is room, and are a drawer where there is not.
const drawer = document.getElementById("filters");
if (drawer) {
  const isWide = matchMedia("(min-width: 60rem)");
  const fit = () => {
    drawer.open = isWide.matches;
  };
  fit();
  isWide.addEventListener("change", fit);
}
