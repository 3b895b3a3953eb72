const OFF = "keys-off";

/** j and k walk, x ticks, Enter opens, p and w press the buttons, ? shows the keys. */
export function driveList(form) {
  const rows = [...form.querySelectorAll("[data-row]")];
  const all = form.querySelector("[data-all]");
  const count = form.querySelector("[data-count]");
  const keys = document.querySelector("[data-keys]");
  const boxOf = (row) => row.querySelector("input[type=checkbox]");
  let at = -1;

  function tell() {
    const ticked = rows.filter((row) => boxOf(row).checked).length;
    count.textContent = ticked ? count.dataset.count.replace("#", ticked) : "";
    all.checked = ticked === rows.length;
    all.indeterminate = ticked > 0 && ticked < rows.length;
  }

  function goTo(number) {
    if (number < 0 || number >= rows.length) return;
    rows[at]?.classList.remove("at");
    at = number;
    rows[at].classList.add("at");
    boxOf(rows[at]).focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "nearest" });
  }

  const actions = {
    j: () => goTo(at + 1),
    k: () => goTo(at - 1),
    x: () => at >= 0 && boxOf(rows[at]).click(),
    Enter: () => at >= 0 && rows[at].querySelector("a").click(),
    "?": () => {
      keys.open = !keys.open;
      if (keys.open) keys.scrollIntoView({ block: "nearest" });
    },
  };
  for (const button of form.querySelectorAll("[data-key]")) {
    actions[button.dataset.key] = () => button.click();
  }

  // Who dictates to the machine says letters by accident: the keys can be switched off for good.
  const working = keys.querySelector("[data-keys-on]");
  working.checked = !localStorage.getItem(OFF);
  working.addEventListener("change", () => {
    if (working.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "yes");
  });

  document.addEventListener("keydown", (event) => {
    if (!working.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isTyping = event.target.closest("input:not([type=checkbox]), select, textarea");
    const isControl = event.key === "Enter" && event.target.closest("a, button, summary");
    const action = actions[event.key];
    if (isTyping || isControl || !action) return;
    event.preventDefault();
    action();
  });
  form.addEventListener("change", (event) => {
    if (event.target === all) for (const row of rows) boxOf(row).checked = all.checked;
    tell();
  });
  all.hidden = keys.hidden = false;
  tell();
}
