// Councils side by side: what is chosen stands in the address, so that a comparison can be shared.
"use strict";
(() => {
  const place = document.getElementById("compared");
  const form = document.getElementById("compare");
  if (!place || !form || !Array.isArray(window.standings)) return;
  const bySlug = new Map(window.standings.map((one) => [one[0], one]));
  const chosen = new URLSearchParams(location.search).getAll("c").filter((slug) => bySlug.has(slug)).slice(0, 4);
  const selects = form.querySelectorAll("select");
  chosen.forEach((slug, n) => { selects[n].value = slug; });
  const make = (name, text, parent, cls) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (cls) element.className = cls;
    parent.append(element);
    return element;
  };
  document.getElementById("unchosen").hidden = chosen.length > 0;
  const month = (day) => new Date(`${day}T12:00`).toLocaleDateString("en-GB", { month: "long", year: "numeric" });
  for (const slug of new Set(chosen)) {
    const [, name, path, region, grades, areas, newest, note] = bySlug.get(slug);
    const box = make("section", "", place);
    const head = make("h2", "", box);
    make("a", name, head).href = `../${path}`;
    make("p", region, box, "when");
    make("h3", "Overall", box);
    const list = make("ol", "", box, "given");
    if (note) make("li", `${month(newest)}: overall grade ${note}.`, list, "when");
    for (const [label, level, day, kind, fact] of grades) {
      const item = make("li", "", list);
      make("a", label, item, `chip g${level}`).href = `../${fact}`;
      make("span", ` ${month(day)}, ${kind}`, item, "when");
    }
    if (!areas.length) continue;
    make("h3", `Area by area, ${month(newest)}`, box);
    const by = make("ul", "", box, "given");
    for (const [label, grade, level, fact] of areas) {
      const item = make("li", "", by);
      make("span", `${label} `, item);
      make("a", grade, item, `chip g${level}`).href = `../${fact}`;
    }
  }
})();
