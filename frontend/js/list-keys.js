import { bindKeys, keysOf } from "./keys.js";

/** j and k walk, x ticks, Enter opens; letters named in data-key press the buttons. */
export function driveList(form) {
  const rows = [...form.querySelectorAll("[data-row]")];
  const all = form.querySelector("[data-all]");
  const count = form.querySelector("[data-count]");
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

  form.addEventListener("change", (event) => {
    if (event.target === all) for (const row of rows) boxOf(row).checked = all.checked;
    tell();
  });
  bindKeys(
    {
      ...keysOf(document),
      j: () => goTo(at + 1),
      k: () => goTo(at - 1),
      x: () => at >= 0 && boxOf(rows[at]).click(),
      Enter: () => at >= 0 && rows[at].querySelector("a").click(),
    },
    document.querySelector("[data-keys]"),
  );
  all.hidden = false;
  tell();
}
