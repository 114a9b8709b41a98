// "Cite this": a button copies; so does the key c for the fact that the address names or that has the focus.
// The entry for BibTeX of a fact is that of its document with the fact's own key, words and address.
"use strict";
(() => {
  const copy = async (element, button) => {
    try {
      await navigator.clipboard.writeText(element.textContent.trim());
      if (button) button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(element);
      if (button) button.textContent = "Selected: copy it";
    }
  };
  const entry = document.getElementById("bibtex");
  const bibtex = (details) => {
    const anchor = details.closest(".fact").id;
    const footnote = details.querySelector(".copy");
    const page = (/, (p\. \d+)\. \S+\s*$/.exec(footnote.textContent) || [])[1];
    const marks = [...details.closest(".words").querySelectorAll("mark")].map((mark) => mark.textContent.trim());
    const quoted = [...new Set(marks)].join(" … ");
    const short = quoted.length > 300 ? `${quoted.slice(0, quoted.lastIndexOf(" ", 300))} …` : quoted;
    const note = [page, short && `“${short}”`].filter(Boolean).join(": ")
      .replace(/\\/g, "\u2216").replace(/~/g, "\u223c").replace(/\^/g, "").replace(/[&%$#_{}]/g, "\\$&");
    const key = anchor.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    const element = document.createElement("pre");
    element.className = "copy";
    element.textContent = entry.textContent
      .replace(/^(@\w+\{[^,]*)/, (head) => `${head}-${key}`)
      .replace(/ {2}url = \{.*\}/, () => `${note ? `  note = {${note}},\n` : ""}  url = {${footnote.querySelector("a").textContent}}`);
    footnote.after(element);
  };
  for (const details of document.querySelectorAll("details.cite")) {
    details.addEventListener("toggle", () => {
      if (entry) bibtex(details);
      for (const element of details.querySelectorAll(".copy")) {
        if (element.nextElementSibling && element.nextElementSibling.matches("button")) continue;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "tool";
        button.textContent = "Copy";
        button.addEventListener("click", () => copy(element, button));
        element.after(button);
      }
    }, { once: true });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "c" || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    const focused = document.activeElement ? document.activeElement.closest(".fact") : null;
    let named = null;
    try { named = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { named = null; }
    const fact = focused || (named ? named.closest(".fact") : null);
    if (!fact) return;
    const details = fact.querySelector("details.cite");
    details.open = true;
    copy(details.querySelector(".copy"), null);
  });
})();
