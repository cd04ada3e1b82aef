// What a buyer's page tells its sender: that it was drawn, then seconds per page while somebody is in front of it.
// No cookie; one random number for this link in this browser. Without this file the page reads just the same.
"use strict";

(() => {
  const IDLE = 30000, TICK = 500, LONGEST = 5000, TELL = 10000;
  const main = document.querySelector("main");
  const pages = [...document.querySelectorAll("section[data-page]")];
  const where = document.getElementById("where");
  const shown = new Map();
  let current = pages.length ? Number(pages[0].dataset.page) : 0, spent = {}, clicks = [], hand = false, moved = Date.now(), last = Date.now(), told = 0;

  // The page that fills most of the window is the one that is read.
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) shown.set(entry.target, entry.intersectionRect.height);
    const best = pages.reduce((a, b) => ((shown.get(b) || 0) > (shown.get(a) || 0) ? b : a), pages[0]);
    current = Number(best.dataset.page);
    if (where) where.textContent = `${pages.indexOf(best) + 1} / ${pages.length}`;
  }, { threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] });
  pages.forEach((page) => watcher.observe(page));
  if (!main.dataset.seen) return;

  const reader = findReader();
  // Scripts can scroll; only a hand makes these, and only those the browser vouches for.
  for (const name of ["pointermove", "pointerdown", "wheel", "touchstart", "touchmove", "keydown"]) {
    addEventListener(name, (event) => {
      if (!event.isTrusted) return;
      hand = true;
      moved = Date.now();
    }, { passive: true, capture: true });
  }
  for (const link of document.querySelectorAll("a[data-link]")) {
    for (const name of ["click", "auxclick"]) link.addEventListener(name, (event) => {
      if (!event.isTrusted || event.button > 1) return;
      clicks.push(Number(link.dataset.link));
      tell();
    });
  }
  setInterval(tick, TICK);
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? tell() : (last = moved = Date.now())));
  addEventListener("pagehide", tell);
  tell();

  function tick() {
    const now = Date.now(), passed = now - last;
    last = now;
    // A machine that slept wakes with a long tick, and that was nobody reading; a slow phone's tick is late by less.
    if (current && document.visibilityState === "visible" && now - moved < IDLE && passed < LONGEST) {
      spent[current] = (spent[current] || 0) + passed / 1000;
    }
    if (now - told > TELL && Object.keys(spent).length) tell();
  }

  function tell() {
    told = Date.now();
    const body = JSON.stringify({ nonce: main.dataset.view, reader, hand, pages: spent, clicks });
    if (navigator.sendBeacon(main.dataset.seen, body)) spent = {}, clicks = [];
  }

  function findReader() {
    const made = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (navigator.globalPrivacyControl) return made;
    try {
      const key = `reader-${main.dataset.store}`;
      const known = localStorage.getItem(key) || made;
      localStorage.setItem(key, known);
      return known;
    } catch {
      return made;
    }
  }
})();
