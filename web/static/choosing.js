// Choosing rows of a table by keyboard: comfort only, the boxes and buttons work without it.
"use strict";

const boxes = () => [...document.querySelectorAll("td.choose input")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const does = {
    ArrowDown: () => walk(1), ArrowUp: () => walk(-1), x: () => tick(), y: () => press("yes"), n: () => press("no"),
    a: () => all(),
  }[event.key];
  if (!does || (event.key.length === 1 && turnedOff())) return;
  if (does() !== false) event.preventDefault();
});

function isTyping(field) {
  return field.matches("input:not([type=checkbox]), select, textarea");
}

function turnedOff() {
  try {
    return localStorage.getItem("keys") === "off";
  } catch {
    return false;
  }
}

// From nowhere the arrows go to the first row; from elsewhere than a row they scroll as ever.
function walk(by) {
  const list = boxes();
  const here = document.activeElement;
  const at = list.indexOf(here.closest("tr")?.querySelector("td.choose input"));
  if (!list.length || (at < 0 && here !== document.body && here.id !== "main")) return false;
  const next = list[Math.max(0, Math.min(at + by, list.length - 1))];
  next.focus({ preventScroll: true });
  next.closest("tr").scrollIntoView({ block: "nearest" });
}

function tick() {
  const box = boxes().find((one) => one === document.activeElement);
  if (!box) return false;
  box.click();
}

// Right or wrong: what is ticked, or else the row one is on.
function press(word) {
  const button = document.querySelector(`button[name=say][value=${word}]`);
  if (!button) return false;
  const chosen = boxes().some((one) => one.checked);
  const here = boxes().find((one) => one === document.activeElement);
  if (!chosen && !here) return false;
  if (!chosen) here.checked = true;
  button.click();
}

function all() {
  const list = boxes();
  if (!list.length) return false;
  const on = !list.every((one) => one.checked);
  list.forEach((one) => { one.checked = on; });
  tell();
}

// With shift, everything between the last tick and this one.
let last = null;
document.addEventListener("click", (event) => {
  const list = boxes();
  const at = list.indexOf(event.target);
  if (at < 0) return;
  const from = list.indexOf(last);
  if (event.shiftKey && from >= 0) {
    list.slice(Math.min(at, from), Math.max(at, from) + 1).forEach((one) => { one.checked = event.target.checked; });
  }
  last = event.target;
});
document.addEventListener("change", tell);

function tell() {
  const line = document.getElementById("chosen-count");
  const count = boxes().filter((one) => one.checked).length;
  if (line) line.textContent = count ? `${count} chosen.` : "";
}
