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
  const numeric = heads.map((head) => head.classList.contains("number"));
  const text = (row, place) => (row.cells[place] ? row.cells[place].textContent.trim() : "");
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
    const cells = (places) => [places.map((place) => names[place]), ...shown.map((row) => places.map((place) => text(row, place)))];
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
    const root = form ? form.dataset.root : "";
    const known = window.labels || { base: "", columns: {}, schemes: {}, councils: {} };
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
    window.fillTable = (columns, records) => {
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
  }
  if (form) {
    const said = document.getElementById("asked");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
      said.textContent = "Asking …";
      try {
        const answer = await fetch(`${form.dataset.query}?${chosen}`, { headers: { Accept: "application/json" } });
        if (!(answer.headers.get("Content-Type") || "").includes("json")) throw new Error("This copy has no server that answers questions.");
        const body = await answer.json();
        if (!answer.ok) throw new Error(body.detail || "The question could not be answered.");
        if (window.fillTable) window.fillTable(body.columns, body.rows);
        said.textContent = `${body.rows.length} row${body.rows.length === 1 ? "" : "s"}.`;
      } catch (error) {
        said.textContent = error instanceof TypeError ? "This copy has no server that answers questions." : error.message;
      }
    });
  }
})();
