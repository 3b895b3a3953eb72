const OFF = "keys-off";

/**
 * Let single keys do things on this page: `actions` by key. `sheet` is the page's list of keys; ?
 * opens it, and a box in it switches the keys off for good, because who dictates to the machine
 * says letters by accident.
 */
export function bindKeys(actions, sheet) {
  const working = sheet.querySelector("[data-keys-on]");
  working.checked = !localStorage.getItem(OFF);
  working.addEventListener("change", () => {
    if (working.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "yes");
  });

  const all = {
    ...actions,
    "?": () => {
      sheet.open = !sheet.open;
      if (sheet.open) sheet.scrollIntoView({ block: "nearest" });
    },
  };

  document.addEventListener("keydown", (event) => {
    if (!working.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isTyping = event.target.closest("input:not([type=checkbox]), select, textarea");
    const isControl = event.key === "Enter" && event.target.closest("a, button, summary");
    const action = all[event.key];
    if (isTyping || isControl || !action) return;
    event.preventDefault();
    action();
  });
  sheet.hidden = false;
}

/** The keys that press a button or follow a link: every element that names one in data-key. */
export function keysOf(part) {
  const named = [...part.querySelectorAll("[data-key]")];
  return Object.fromEntries(named.map((one) => [one.dataset.key, () => one.click()]));
}
