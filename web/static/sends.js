// Comfort for sends: completion while typing, copying, and a mail that follows what is typed. The pages work without.
"use strict";

document.querySelectorAll("[data-copy]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // where the page is not served securely
    }
    tell(button);
  });
});

document.querySelectorAll("[data-copy-rich]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const shown = document.getElementById(button.dataset.copyRich);
    try {
      const kinds = { "text/html": shown.innerHTML, "text/plain": document.getElementById("message").value };
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(kinds).map(([kind, text]) => [kind, new Blob([text], { type: kind })])))]);
    } catch {
      getSelection().selectAllChildren(shown);
      document.execCommand("copy");
    }
    tell(button);
  });
});

function tell(button) {
  const said = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = said), 2000);
}

const mailto = document.getElementById("mailto");
if (mailto) {
  const subject = document.getElementById("subject"), message = document.getElementById("message");
  const follow = () => {
    mailto.href = `mailto:${encodeURIComponent(mailto.dataset.to).replace("%40", "@")}?subject=${encodeURIComponent(subject.value)}&body=${encodeURIComponent(message.value.replace(/\n/g, "\r\n"))}`;
  };
  [subject, message].forEach((field) => field.addEventListener("input", follow));
}

// A field with a list below it (the ARIA combobox pattern). Without this file the browser's own list serves.
document.querySelectorAll("[data-complete]").forEach(complete);

function complete(field) {
  const list = document.createElement("ul");
  const state = { shown: [], at: -1, asked: 0 };
  list.id = `${field.id}-list`;
  list.className = "complete";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  field.removeAttribute("list");
  field.after(list);
  const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(roles)) field.setAttribute(name, value);

  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  field.addEventListener("focus", () => { if (!("many" in field.dataset) && !field.value) ask(); });
  field.addEventListener("blur", () => setTimeout(close, 150));
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) mark((state.at + step + state.shown.length) % state.shown.length);
    else if (event.key === "Enter" && state.at >= 0) choose(state.at);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });

  // Of several addresses the last one is being typed.
  function typed() {
    return "many" in field.dataset ? field.value.split(/[,;\n]/).pop().trim() : field.value.trim();
  }

  async function ask() {
    const number = ++state.asked, address = new URL(field.dataset.complete, location.href);
    const contact = document.getElementById("contact");
    if ("many" in field.dataset && !typed()) return close();
    address.searchParams.set("typed", typed());
    if (contact && contact !== field) address.searchParams.set("contact", contact.value.split(/[,;\n]/)[0].trim());
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer || !answer.ok || number !== state.asked || document.activeElement !== field) return;
    show(await answer.json());
  }

  function show(found) {
    const given = new Set("many" in field.dataset ? field.value.split(/[,;\n]/).slice(0, -1).map((one) => one.trim()) : []);
    state.shown = found.filter((one) => !given.has(one.value) && one.value !== typed());
    state.at = -1;
    list.replaceChildren(...state.shown.map((one, number) => {
      const item = document.createElement("li"), value = document.createElement("b"), says = document.createElement("span");
      item.id = `${list.id}-${number}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      value.textContent = one.value;
      says.textContent = one.says;
      item.append(value, " ", says);
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(number); });
      return item;
    }));
    list.hidden = !state.shown.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
  }

  function mark(number) {
    state.at = number;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === number)));
    list.children[number].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", `${list.id}-${number}`);
  }

  function choose(number) {
    const before = "many" in field.dataset ? field.value.split(/[,;\n]/).slice(0, -1).map((one) => one.trim()).filter(Boolean) : [];
    field.value = [...before, state.shown[number].value].join(", ") + ("many" in field.dataset ? ", " : "");
    close();
    field.dispatchEvent(new Event("chosen"));
  }

  function close() {
    state.asked += 1;
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }
}
