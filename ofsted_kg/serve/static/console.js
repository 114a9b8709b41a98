// The query console: YASGUI over this server's own endpoint, and nothing else.
"use strict";

(function () {
  const endpoint = new URL(document.getElementById("console").dataset.endpoint, location.href).href;
  const status = document.getElementById("status");
  const start =
    "PREFIX dcterms: <http://purl.org/dc/terms/>\n" +
    "PREFIX ok: <https://w3id.org/ofsted-kg/def/>\n" +
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n\n" +
    "SELECT ?letter ?council ?date WHERE {\n" +
    "  ?letter a ok:Letter ; ok:council/skos:prefLabel ?council ; dcterms:issued ?date .\n" +
    "}\nORDER BY ?council ?date\nLIMIT 20\n";

  const prefixes = {
    dcterms: "http://purl.org/dc/terms/",
    foaf: "http://xmlns.com/foaf/0.1/",
    oa: "http://www.w3.org/ns/oa#",
    ok: "https://w3id.org/ofsted-kg/def/",
    prov: "http://www.w3.org/ns/prov#",
    rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    rdfs: "http://www.w3.org/2000/01/rdf-schema#",
    skos: "http://www.w3.org/2004/02/skos/core#",
    xsd: "http://www.w3.org/2001/XMLSchema#",
  };

  // A new tab shows values without their datatypes, in full.
  function shown(tab) {
    const table = { compact: true, isEllipsed: false };
    return { ...tab, yasr: { settings: { selectedPlugin: "table", pluginsConfig: { table: table } } } };
  }

  // Completion of prefixes, properties and classes would ask services elsewhere.
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  Yasgui.Yasqe.defaults.prefixCcApi = null;
  Yasgui.Yasqe.defaults.value = start;

  // The button that runs a query stops the one that runs, and the browser has no words for that.
  Yasgui.Yasqe.prototype.abortQuery = function () {
    if (!this.req) return;
    if (this.abortController) this.abortController.abort(new Error("Stopped before the answer came. Run it again to have it."));
    this.emit("queryAbort", this, this.req);
  };

  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint: endpoint, method: "POST" },
    copyEndpointOnNewTab: false,
    endpointCatalogueOptions: { getData: () => [{ endpoint: endpoint }] },
    persistenceId: "ofsted-kg-console",
    populateFromUrl: true,
    autofocus: false,
    autoAddOnInit: false,
    yasr: { prefixes: prefixes },
  });
  if (!yasgui.getTab()) yasgui.addTab(true, shown({ name: "Query" }));

  // Names for what the editor leaves without one, as it draws anew.
  const root = document.getElementById("yasgui");
  function mend() {
    for (const [selector, name, value] of [
      [".CodeMirror textarea", "aria-label", "Query text"],
      [".CodeMirror-scroll", "tabindex", "0"],
      ["select.tableSizer", "aria-label", "Rows on a page"],
    ]) {
      for (const element of root.querySelectorAll(selector)) {
        if (element.getAttribute(name) !== value) element.setAttribute(name, value);
      }
    }
  }
  new MutationObserver(mend).observe(root, { childList: true, subtree: true });
  mend();

  // Earlier visits may have left another endpoint in this browser's memory.
  function here(tab) {
    if (tab && tab.getEndpoint() !== endpoint) tab.setEndpoint(endpoint);
    return tab;
  }
  here(yasgui.getTab());
  yasgui.on("tabSelect", (_, id) => here(yasgui.getTab(id)));

  // The header of a stored query is for tools; a reader needs its first line.
  function bare(query) {
    const lines = query.text.split("\n").filter((line) => !line.startsWith("#+"));
    return "# " + query.summary + "\n" + lines.join("\n").trim() + "\n";
  }

  let examples = null;
  async function text(name) {
    if (examples === null) {
      const answer = await fetch("/api/queries", { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error("the stored queries could not be fetched");
      examples = new Map((await answer.json()).queries.map((query) => [query.name, bare(query)]));
    }
    return examples.get(name);
  }

  for (const button of document.querySelectorAll("[data-example]")) {
    button.addEventListener("click", async () => {
      try {
        const name = button.dataset.example;
        const query = await text(name);
        const tab = yasgui.addTab(true, shown({ name: name, yasqe: { value: query } }), { avoidDuplicateTabs: true });
        here(tab).show();
        status.textContent = `${name} is asked; the button in the editor stops it.`;
        tab.query().catch(() => {}).finally(() => { status.textContent = ""; });
      } catch (error) {
        status.textContent = String(error.message || error);
      }
    });
  }

  document.getElementById("csv").addEventListener("click", async () => {
    status.textContent = "Asking …";
    try {
      const answer = await fetch(endpoint, {
        method: "POST",
        headers: { "Content-Type": "application/sparql-query", Accept: "text/csv" },
        body: yasgui.getTab().getQuery(),
      });
      if (!answer.ok) throw new Error((await answer.json()).detail);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = "answer.csv";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      status.textContent = "Downloaded answer.csv";
    } catch (error) {
      status.textContent = String(error.message || error);
    }
  });
})();
