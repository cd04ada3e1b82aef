// Draws a table as lines. The table is the truth and stays for those who do not see the picture or run no scripts.
"use strict";

for (const place of document.querySelectorAll("[data-plot]")) draw(place, document.getElementById(place.dataset.plot));

function draw(place, table) {
  // Without data-columns all of them; two pictures of one table, where a scale for all would flatten the small ones.
  const wanted = (place.dataset.columns || "").split(" ").filter(Boolean).map(Number);
  const places = [...table.tHead.rows[0].cells].slice(1).map((_, index) => index + 1).filter((at) => !wanted.length || wanted.includes(at));
  const names = places.map((at) => table.tHead.rows[0].cells[at].textContent.trim());
  const rows = [...table.tBodies[0].rows];
  if (rows.length < 2) return;
  const months = rows.map((row) => Date.parse(row.cells[0].textContent + "-01T00:00Z") / 1000);
  const columns = places.map((at) => rows.map((row) => Number(row.cells[at].textContent.replaceAll(",", ""))));
  if (!columns.flat().some(Boolean)) return;
  place.hidden = false;
  table.closest("details").open = false;
  let plot = make(place, names, [months, ...columns]);
  const remake = () => { plot.destroy(); plot = make(place, names, [months, ...columns]); };
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", remake);
  new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: plot.height })).observe(place);
}

function say(day) {
  return uPlot.fmtDate("{MMM} {YYYY}")(uPlot.tzDate(day, "Etc/UTC"));
}

function make(place, names, data) {
  const look = getComputedStyle(place);
  const ink = (name) => look.getPropertyValue(name).trim();
  // Told apart by dash and by the legend's numbers, not by colour alone.
  const lines = [["--teal", []], ["--ink", [8, 4]], ["--red", [2, 3]], ["--step-3", [10, 3, 2, 3]], ["--edge", [1, 4]]];
  const axis = { stroke: ink("--soft"), grid: { stroke: ink("--rule"), width: 1 }, ticks: { stroke: ink("--rule"), width: 1 } };
  return new uPlot({
    width: place.clientWidth,
    height: 240,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1e3), "Etc/UTC"),
    scales: { y: { range: (_, __, most) => [0, Math.max(most, 1) * 1.05] } },
    axes: [{ ...axis, space: 70, values: "{MMM} {YY}" }, { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000] }],
    series: [
      { label: "Month", value: (_, seconds) => seconds == null ? "" : say(new Date(seconds * 1e3)) },
      ...names.map((label, index) => ({ label, value: (_, figure) => figure == null ? "" : figure.toLocaleString("en"), stroke: ink(lines[index][0]), dash: lines[index][1], width: 2, points: { show: true, size: 5 } })),
    ],
  }, data, place);
}
