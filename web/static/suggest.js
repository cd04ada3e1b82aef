// Suggestions while typing, by the combobox pattern of ARIA 1.2: focus stays in the field, the arrows choose from a list
// that screen readers follow. Without this file the field is just a field.
"use strict";

const WAIT = 110;

function suggestAt(field) {
  const list = document.getElementById("suggestions");
  let waits = 0;
  let asked = null;
  let typed = field.value;

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  field.addEventListener("input", () => {
    typed = field.value;
    clearTimeout(waits);
    waits = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", onKey);
  field.addEventListener("blur", () => setTimeout(close, 150));
  field.form.addEventListener("submit", () => { clearTimeout(waits); asked?.abort(); close(); });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });

  async function ask() {
    asked?.abort();
    if (!field.value.trim()) return close();
    asked = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: field.value })}`, { signal: asked.signal, headers: { Accept: "application/json" } });
      if (answer.ok && document.activeElement === field) show(await answer.json());
    } catch { /* Asked anew, or the library is away: the field works on without. */ }
  }

  function show(found) {
    list.replaceChildren(...found.map(toOption));
    if (!found.length) return close();
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark(null);
    // The role says how many there are; some readers only tell it when it changes.
    tell(`${found.length} ${found.length === 1 ? "suggestion" : "suggestions"}, use the down arrow.`);
  }

  function toOption(one, at) {
    const option = document.createElement("li");
    option.id = `suggestion-${at}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.address = one.address;
    option.dataset.text = one.text;
    option.dataset.sort = one.sort;
    option.append(part("text", one.text), part("about", [one.sort, one.about].filter(Boolean).join(", ")));
    return option;
  }

  function part(name, text) {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    return span;
  }

  function onKey(event) {
    const options = [...list.children];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") return move(event, options);
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      field.value = typed;
      close();
    }
    const chosen = list.querySelector("[aria-selected=true]");
    if (event.key === "Enter" && chosen && !list.hidden) {
      event.preventDefault();
      take(chosen);
    }
  }

  function move(event, options) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (list.hidden) return event.key === "ArrowDown" ? leave() : undefined;
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = event.key === "ArrowDown" ? at + 1 : (at < 0 ? options.length : at) - 1;
    mark(options[next] || null);
  }

  // With no list open, the down arrow goes on to the results.
  function leave() {
    document.querySelector(".result a.open")?.focus();
  }

  function mark(option) {
    for (const one of list.children) one.setAttribute("aria-selected", String(one === option));
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
    field.value = option ? option.dataset.text : typed;
  }

  // An asset or a saved search is a page of its own; everything else is a question, asked with the filters as they are.
  function take(option) {
    close();
    if (["asset", "saved search"].includes(option.dataset.sort)) return location.assign(option.dataset.address);
    field.value = typed = option.dataset.text;
    field.form.requestSubmit();
  }

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function tell(sentence) {
    const line = document.getElementById("told");
    if (line) line.textContent = sentence;
  }
}

const asksFor = document.querySelector("input[data-suggest]");
if (asksFor) suggestAt(asksFor);
