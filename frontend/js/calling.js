/**
 * Somebody talks while this is filled in: Ctrl+Enter takes it down and sends it on, from anywhere
 * in the form; leaving the page with words on it asks first.
 */
export function startCalling(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.ctrlKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[name=send]"));
  });
  // Enter in one line would press the first button by accident, in the middle of a call.
  form.addEventListener("keydown", (event) => {
    const line = event.target.matches("input:not([type=radio], [type=checkbox])");
    if (event.key === "Enter" && !event.ctrlKey && line) event.preventDefault();
  });
  let isSent = false;
  form.addEventListener("submit", () => {
    isSent = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isSent && form.elements.story.value.trim()) event.preventDefault();
  });
}
