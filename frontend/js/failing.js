// Where the line is down, the page says so and what stands on it stays.
document.addEventListener("htmx:error", () => {
  const notice = document.getElementById("line-down");
  if (notice) notice.hidden = false;
});
document.addEventListener("htmx:before:swap", () => {
  const notice = document.getElementById("line-down");
  if (notice) notice.hidden = true;
});

// Where a part of a page cannot be fetched, the whole page is: it says in words what went wrong.
document.addEventListener("htmx:response:error", (event) => {
  const { action, method } = event.detail.ctx.request;
  if (method.toUpperCase() === "GET") location.assign(action);
});
