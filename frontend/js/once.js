/** A form marked data-once is sent once, however often its button is pressed. */
export function guardForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]") || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
  });
  // Coming back by the browser's own button, the form may be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("[data-once]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
    }
  });
}
