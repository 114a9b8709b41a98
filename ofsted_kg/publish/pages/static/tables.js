// A question's answer: sorted, filtered, cut into pages, downloaded as it is shown; asked anew where a server is.
"use strict";
(() => {
  const table = document.querySelector("table.answer");
  const tools = document.getElementById("tools");
  const form = document.querySelector("form[data-query]");
  const perPage = 50;
  let page = 0;
  let rows = table ? [...table.tBodies[0].rows] : [];
  let shown = rows;
  const heads = table ? [...table.tHead.rows[0].cells] : [];
  let numeric = heads.map((head) => head.classList.contains("number"));
  const text = (row, place) => (row.cells[place] ? row.cells[place].textContent.trim() : "");
  const root = form ? form.dataset.root : "";
  const known = window.labels || { base: "", columns: {}, schemes: {}, councils: {} };
  // What is saved leads on by itself: where a cell says "its sentence" it is the sentence's IRI.
  const saved = (row, place) => {
    const link = row.cells[place] && row.cells[place].querySelector("a");
    if (!link || !link.textContent.startsWith("its ")) return text(row, place);
    const path = link.getAttribute("href").replace(/^(\.\.\/|\.\/)+/, "").replace(/\.html(?=#|$)/, "");
    return known.base + path.replace(/^doc\//, "id/").replace("#", "/");
  };
  const make = (name, words, parent, act) => {
    const element = document.createElement(name);
    element.textContent = words;
    if (act) { element.type = "button"; element.addEventListener("click", act); }
    parent.append(element);
    return element;
  };
  if (table && tools) {
    const names = heads.map((head) => head.textContent.trim());
    const label = make("label", "Filter ", tools);
    label.className = "filter";
    const paging = make("span", "", tools);
    const saving = make("span", "Save what is shown:", tools);
    const filter = document.createElement("input");
    filter.type = "search";
    label.append(filter);
    const previous = make("button", "Previous", paging, () => { page -= 1; show(); });
    const next = make("button", "Next", paging, () => { page += 1; show(); });
    const where = make("span", "", paging);
    where.setAttribute("role", "status");
    // What is downloaded is what is seen: the rows sifted out and the columns set aside are not.
    const seen = () => heads.flatMap((head, place) => (getComputedStyle(head).display === "none" ? [] : [place]));
    const cells = (places) => [places.map((place) => names[place]), ...shown.map((row) => places.map((place) => saved(row, place)))];
    const save = (blob, ending) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${tools.dataset.name}.${ending}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    };
    // What a spreadsheet would run gets an apostrophe in front.
    const safe = (cell, place) => (!numeric[place] && /^\s*[=+\-@＝＋－＠\t\r]/.test(cell) ? `'${cell}` : cell);
    const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
    make("button", "CSV", saving, () => {
      const places = seen();
      const lines = cells(places).map((row) => row.map((c, p) => quoted(safe(c, places[p]))).join(","));
      save(new Blob([lines.join("\r\n") + "\r\n"], { type: "text/csv" }), "csv");
    });
    make("button", "XLSX", saving, () => {
      const places = seen();
      save(window.workbook(cells(places), places.map((place) => numeric[place])), "xlsx");
    });
    make("button", "JSON", saving, () => {
      const places = seen();
      const [, ...body] = cells(places);
      const records = body.map((row) => Object.fromEntries(row.map((cell, p) => [heads[places[p]].dataset.name || names[places[p]], cell])));
      save(new Blob([JSON.stringify(records, null, 1)], { type: "application/json" }), "json");
    });
    const show = () => {
      const pages = Math.max(1, Math.ceil(shown.length / perPage));
      page = Math.min(Math.max(page, 0), pages - 1);
      table.tBodies[0].replaceChildren(...shown.slice(page * perPage, (page + 1) * perPage));
      where.textContent = `${shown.length} rows, page ${page + 1} of ${pages}`;
      previous.disabled = page === 0;
      next.disabled = page === pages - 1;
    };
    const sift = () => {
      const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      shown = rows.filter((row) => wanted.every((word) => row.textContent.toLowerCase().includes(word)));
      page = 0;
      show();
    };
    filter.addEventListener("input", sift);
    heads.forEach((head, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const by = (a, b) => (numeric[place] ? Number(text(a, place)) - Number(text(b, place)) : text(a, place).localeCompare(text(b, place)));
        rows = [...rows].sort((a, b) => (down ? by(b, a) : by(a, b)));
        sift();
      });
    });
    tools.hidden = false;
    // What a server answers comes as slugs and IRIs: it is shown as the rows of the page are, by its words.
    const ours = (value) => (known.base && value.startsWith(known.base) ? value.slice(known.base.length) : null);
    const month = (date) => new Date(`${date}T12:00`).toLocaleDateString("en-GB", { month: "long", year: "numeric" });
    const told = (name, said, record) => {
      const value = String(said);
      if (typeof said === "number") return [value, ""];
      if (name === "source") {
        const fact = Object.values(record).map((cell) => ours(String(cell)) || "").find((path) => path.startsWith("id/letter/"));
        const label = record.council_name && /^\d{4}-\d\d-\d\d$/.test(record.date) ? `${record.council_name}, ${month(record.date)}` : value;
        return [label, fact ? fact.split("/").slice(0, 5).join("/") : ""];
      }
      if (name === "council") return [value, known.councils[value] || ""];
      const path = ours(value);
      if (path !== null) return [path.split("/").length > 5 ? "its sentence" : "its page", path];
      if (/^https?:/.test(value)) return [value, value];
      const scheme = (known.columns[name] || []).find((one) => known.schemes[one] && known.schemes[one][value]);
      return scheme ? known.schemes[scheme][value] : [value, ""];
    };
    const fill = (records) => {
      const holds = (name, kind) => records.some((record) => typeof record[name] === kind);
      if (records.length) numeric = heads.map((head) => holds(head.dataset.name, "number") && !holds(head.dataset.name, "string"));
      heads.forEach((head, place) => head.classList.toggle("number", numeric[place]));
      document.getElementById("answered").hidden = records.length === 0;
      rows = records.map((record) => {
        const row = document.createElement("tr");
        heads.forEach((head) => {
          const cell = row.insertCell();
          const value = record[head.dataset.name];
          cell.className = head.className;
          if (value === null || value === undefined) return;
          const [label, path] = told(head.dataset.name, value, record);
          const link = path ? cell.appendChild(document.createElement("a")) : cell;
          link.textContent = label;
          if (path) link.href = /^https?:/.test(path) ? path : root + path;
        });
        return row;
      });
      sift();
    };
    show();
    if (form) ask(form, fill);
  }

  function ask(form, fill) {
    const said = document.getElementById("asked");
    const all = document.getElementById("all");
    const chosen = document.getElementById("chosen");
    const told = document.getElementById("number");
    const whole = rows.length;
    const given = new Set([...new FormData(form)].map(([name, value]) => `${name}=${value}`));
    const alone = () => {
      for (const id of ["to-ask", "asking"]) document.getElementById(id).hidden = true;
    };
    const count = (number) => `${number.toLocaleString("en-GB")} row${number === 1 ? "" : "s"}`;
    // Only where `ofsted-kg serve` sends the page, which says so, is there anything to ask.
    if (location.protocol === "file:") alone();
    else {
      fetch(location.pathname, { method: "HEAD" })
        .then((page) => { if (!/rel="?service-desc/.test(page.headers.get("Link") || "")) alone(); })
        .catch(alone);
    }
    const answered = (number, asked) => {
      const files = ["csv", "xlsx"].map((ending) => {
        const link = document.createElement("a");
        link.href = `${form.dataset.query}.${ending}?${asked}`;
        link.textContent = ending.toUpperCase();
        return link;
      });
      const choices = [...form.elements].filter((field) => asked.has(field.name) && !given.has(`${field.name}=${field.value}`))
        .map((field) => `${field.labels[0].textContent.toLowerCase()} ${field.selectedOptions ? field.selectedOptions[0].textContent : field.value}`)
        .join(", ");
      chosen.replaceChildren(`${count(number)}${choices ? ` for ${choices}` : ""}. This answer: `, files[0], ", ", files[1], ".");
      if (whole === 0) all.hidden = true;
      else if (chosen.hidden) all.prepend("Without a choice: ");
      if (told) told.textContent = number.toLocaleString("en-GB");
      chosen.hidden = false;
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
      said.textContent = "Asking …";
      try {
        const answer = await fetch(`${form.dataset.query}?${asked}`, { headers: { Accept: "application/json" } });
        if (!(answer.headers.get("Content-Type") || "").includes("json")) throw new Error("This copy has no server that answers questions.");
        const body = await answer.json();
        if (!answer.ok) throw new Error(body.detail || "The question could not be answered.");
        fill(body.rows);
        answered(body.rows.length, asked);
        said.textContent = `${count(body.rows.length)}.`;
      } catch (error) {
        said.textContent = error instanceof TypeError ? "This copy has no server that answers questions." : error.message;
      }
    });
  }
})();
