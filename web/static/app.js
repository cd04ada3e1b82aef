// Comfort only: every page works without this file. Plain functions; what little is remembered lies in the page itself.
"use strict";

// --- keys ------------------------------------------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeFolds(null);
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const does = { "/": goToSearch, s: sendThis, "?": showKeys, ArrowDown: () => step(1), ArrowUp: () => step(-1) }[event.key];
  // Who speaks to the computer may say a letter without meaning a command: single keys can be turned off.
  if (!does || (event.key.length === 1 && !singleKeys())) return;
  if (does() !== false) event.preventDefault();
});

function goToSearch() {
  const field = document.getElementById("q");
  if (!field) return location.assign(document.querySelector("a.brand").href);
  field.focus();
  field.select();
}

// The arrows walk the results from the page or from a result, and scroll as ever from anywhere else.
function step(by) {
  const results = [...document.querySelectorAll(".result")];
  const here = document.activeElement;
  const at = results.indexOf(here.closest(".result"));
  if (!results.length || (at < 0 && here !== document.body && here.id !== "main")) return false;
  if (at + by < 0) return goToSearch();
  const next = results[Math.min(at < 0 ? 0 : at + by, results.length - 1)];
  const link = next.querySelector("a.open");
  link.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function sendThis() {
  const result = document.activeElement.closest(".result");
  const place = result || document.querySelector("header.asset");
  if (!place) return false;
  const link = place.querySelector("a.send");
  if (link) return link.click();
  const title = result ? result.dataset.title : place.querySelector("h1").firstChild.textContent.trim();
  say(place.querySelector(".badge.internal") ? `“${title}” is internal and never leaves the company.` : `“${title}” cannot be sent.`);
}

function showKeys() {
  document.getElementById("keys").showModal();
}

function singleKeys() {
  try {
    return localStorage.getItem("keys") !== "off";
  } catch {
    return true;
  }
}

function say(sentence) {
  const line = document.getElementById("said");
  line.textContent = sentence;
  clearTimeout(say.waits);
  say.waits = setTimeout(() => { line.textContent = ""; }, 6000);
}

document.getElementById("show-keys")?.addEventListener("click", showKeys);
const keysOn = document.getElementById("keys-on");
if (keysOn) {
  keysOn.checked = singleKeys();
  keysOn.addEventListener("change", () => {
    try {
      localStorage.setItem("keys", keysOn.checked ? "on" : "off");
    } catch { /* A browser that keeps nothing: the choice holds for this page. */ }
  });
}

// --- folds -----------------------------------------------------------------------------------------------------------

// A click elsewhere closes an open filter, as in any menu.
document.addEventListener("click", (event) => closeFolds(event.target.closest("details.filter, details.menu")));

function closeFolds(except) {
  document.querySelectorAll("details.filter[open], details.menu[open]").forEach((fold) => {
    if (fold === except) return;
    const inside = fold.contains(document.activeElement);
    fold.open = false;
    if (inside) fold.querySelector("summary").focus();
  });
}

// On a phone the facets begin closed, and stay as the reader left them.
function settleFacets() {
  const fold = document.querySelector("details.narrow:not(.settled)");
  if (!fold) return;
  const narrow = matchMedia("(max-width: 56rem)").matches;
  fold.open = !narrow || document.body.dataset.facets === "open";
  fold.classList.add("settled");
  fold.addEventListener("toggle", () => { document.body.dataset.facets = fold.open ? "open" : ""; });
}
settleFacets();
document.addEventListener("htmx:afterSettle", settleFacets);

// What the search found stands in the middle of its strip and of its outline; the page itself stays where it is.
for (const hit of document.querySelectorAll(".strip .hit, .outline .hit")) {
  const list = hit.closest(".strip, .outline");
  list.scrollLeft = hit.offsetLeft - list.offsetLeft - (list.clientWidth - hit.offsetWidth) / 2;
  list.scrollTop = hit.offsetTop - list.offsetTop - (list.clientHeight - hit.offsetHeight) / 2;
}

// --- htmx ------------------------------------------------------------------------------------------------------------

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

function isField(element) {
  return element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);
}

// A section behind a fold is opened for whoever follows a link to it.
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target && target.closest("details.more:not([open])");
  if (!fold) return;
  fold.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", openTarget);
openTarget();
