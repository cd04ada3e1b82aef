// Comfort only: every page works without this file. Plain functions, no state.
"use strict";

// "/" goes to the search field, from anywhere but a field.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeFolds(null);
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
  const field = document.getElementById("q");
  event.preventDefault();
  if (field) {
    field.focus();
    field.select();
  } else {
    location.assign(document.querySelector("a.brand").href);
  }
});

// A click elsewhere closes an open filter, as in any menu.
document.addEventListener("click", (event) => closeFolds(event.target.closest("details.filter, details.menu")));

// An address without the filters that were left empty is one that people can read and share.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") return;
  const given = event.detail.formData;
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name).filter((value) => value !== "");
    given.delete(name);
    values.forEach((value) => given.append(name, value));
  }
});

// A failure is shown as the page it is, with its sentence and its address.
document.addEventListener("htmx:responseError", (event) => location.assign(event.detail.pathInfo.responsePath || event.detail.pathInfo.finalRequestPath));
document.addEventListener("htmx:sendError", () => {
  const line = document.getElementById("count");
  if (line) line.textContent = "The library did not answer. Is it still running? Then try again.";
});

function closeFolds(except) {
  document.querySelectorAll("details.filter[open], details.menu[open]").forEach((fold) => {
    if (fold === except) return;
    const inside = fold.contains(document.activeElement);
    fold.open = false;
    if (inside) fold.querySelector("summary").focus();
  });
}

function isField(element) {
  return element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);
}
