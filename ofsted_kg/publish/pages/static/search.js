// The search box of the home page. Without this script the lists on the page serve.
"use strict";
(() => {
  const form = document.getElementById("search");
  const box = document.getElementById("q");
  const hits = document.getElementById("hits");
  const found = document.getElementById("found");
  const index = window.searchIndex;
  if (!form || !Array.isArray(index)) return;
  const most = 12;

  // Without accents, case and punctuation: "St. Helens" is found by "st helens".
  const plain = (text) =>
    text.normalize("NFKD").replace(/[\u0300-\u036f'’.]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
  const entries = index.map(([label, kind, path, words], order) => ({
    label, kind, path, order, name: plain(label), all: plain(`${label} ${kind} ${words}`),
  }));

  const score = (entry, words, whole) => {
    if (!words.every((word) => entry.all.includes(word))) return 0;
    if (entry.name === whole) return 5;
    if (entry.name.startsWith(whole)) return 4;
    if (` ${entry.name}`.includes(` ${whole}`)) return 3;
    return words.every((word) => ` ${entry.all}`.includes(` ${word}`)) ? 2 : 1;
  };

  const show = () => {
    const whole = plain(box.value);
    const words = whole.split(" ").filter(Boolean);
    hits.replaceChildren();
    found.textContent = "";
    if (!words.length) return;
    const matching = entries
      .map((entry) => ({ entry, points: score(entry, words, whole) }))
      .filter(({ points }) => points > 0)
      .sort((a, b) => b.points - a.points || a.entry.order - b.entry.order);
    for (const { entry } of matching.slice(0, most)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = entry.path;
      link.textContent = entry.label;
      const kind = document.createElement("span");
      kind.className = "when";
      kind.textContent = ` ${entry.kind}`;
      item.append(link, kind);
      hits.append(item);
    }
    const count = matching.length;
    found.textContent =
      count === 0 ? "Nothing found." : count > most ? `${count} found, the first ${most} shown.` : `${count} found.`;
  };

  form.hidden = false;
  box.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = hits.querySelector("a");
    if (first) location.href = first.href;
  });
})();
