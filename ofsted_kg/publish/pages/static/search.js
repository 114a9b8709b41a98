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

  // Without accents, case and punctuation: "St. Helens" is found by "st helens". A decimal stays one number.
  const plain = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f'’]|\.(?!\d)|(?<!\d)\./g, "")
      .toLowerCase()
      .replace(/[^a-z0-9.]+/g, " ")
      .trim();
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

  // One typing error in a word of four letters or more, two from eight on (Damerau and Levenshtein).
  const near = (word, other) => {
    // A number that is another number is no misspelling.
    if (/\d/.test(word)) return false;
    const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
    if (!most || Math.abs(word.length - other.length) > most) return false;
    let before = null;
    let row = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= word.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const cost = word[i - 1] === other[j - 1] ? 0 : 1;
        next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + cost);
        if (before && i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      before = row;
      row = next;
    }
    return row[other.length] <= most;
  };
  const guessed = (words) =>
    entries.filter((entry) => {
      const own = entry.all.split(" ");
      return words.every((word) => own.some((other) => other.startsWith(word) || near(word, other)));
    });

  // The words of quotations are many: they are loaded when somebody searches.
  let quotations = null;
  const load = () => {
    if (quotations !== null) return;
    quotations = [];
    const script = document.createElement("script");
    script.src = form.dataset.quotations;
    script.addEventListener("load", () => {
      quotations = (window.searchQuotations || []).map(([label, kind, path]) => ({ label: `“${label}”`, kind, path, all: plain(label) }));
      show();
    });
    document.head.append(script);
  };

  const show = () => {
    const whole = plain(box.value);
    const words = whole.split(" ").filter(Boolean);
    hits.replaceChildren();
    found.textContent = "";
    if (!words.length) return;
    let matching = entries
      .map((entry) => ({ entry, points: score(entry, words, whole) }))
      .filter(({ points }) => points > 0)
      .sort((a, b) => b.points - a.points || a.entry.order - b.entry.order)
      .map(({ entry }) => entry);
    if (whole.length >= 4) {
      matching = matching.concat((quotations || []).filter((entry) => words.every((word) => ` ${entry.all}`.includes(` ${word}`))));
    }
    let about = "";
    if (!matching.length) {
      matching = guessed(words);
      about = matching.length ? "Nothing of that spelling. Perhaps: " : "";
    }
    for (const entry of matching.slice(0, most)) {
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
      about + (count === 0 ? "Nothing found." : count > most ? `${count} found, the first ${most} shown.` : `${count} found.`);
  };

  form.hidden = false;
  box.addEventListener("focus", load, { once: true });
  box.addEventListener("input", () => { load(); show(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = hits.querySelector("a");
    if (first) location.href = first.href;
  });
})();
