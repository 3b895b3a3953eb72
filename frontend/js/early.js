// Runs before anything is drawn, so that 大字 does not jump. The choice stays on this device.
try {
  if (localStorage.getItem("text") === "large") document.documentElement.dataset.text = "large";
} catch {
  // A browser that forbids storing simply forgets.
}
