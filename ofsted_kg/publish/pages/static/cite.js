// "Cite this": a button copies; so does the key c for the fact that the address names or that has the focus.
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
  for (const details of document.querySelectorAll("details.cite")) {
    details.addEventListener("toggle", () => {
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
