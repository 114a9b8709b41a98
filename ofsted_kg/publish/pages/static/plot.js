// Plots: save as a picture, take to another page. A page asked for as "?plot=NAME" shows that plot alone.
"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  // What the style sheet says of a mark is written into the picture: it has no style sheet.
  const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor", "paint-order"];
  const CLEAR = ["rgba(0, 0, 0, 0)", "transparent"];
  const MARGIN = 16;
  const LINE = 18;
  const LEAST = 420;
  const FONT = "Liberation Sans, Arial, Helvetica, sans-serif";

  const add = (parent, name, attributes, text) => {
    const element = parent.appendChild(document.createElementNS(SVG, name));
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text) element.textContent = text;
    return element;
  };
  const wrapped = (text, width, letter) => {
    const lines = [""];
    for (const word of text.split(/\s+/)) {
      const last = lines[lines.length - 1];
      if (last && (last.length + 1 + word.length) * letter > width) lines.push(word);
      else lines[lines.length - 1] = last ? `${last} ${word}` : word;
    }
    return lines;
  };
  const styled = (from) => {
    const copy = from.cloneNode(true);
    const pairs = [[from, copy], ...[...from.querySelectorAll("*")].map((one, n) => [one, copy.querySelectorAll("*")[n]])];
    const gone = [];
    for (const [one, other] of pairs) {
      if (one.matches(".target")) { gone.push(other); continue; }
      if (one.localName === "a") other.setAttribute("href", one.href.baseVal ? new URL(one.href.baseVal, document.baseURI).href : "");
      if (one.matches("polygon, polyline, rect, line, circle, path, text")) {
        const shown = getComputedStyle(one);
        for (const name of STYLES) {
          const value = shown.getPropertyValue(name);
          other.setAttribute(name, CLEAR.includes(value) ? "none" : value);
        }
      }
      for (const name of ["class", "role", "aria-label", "aria-hidden", "tabindex"]) other.removeAttribute(name);
    }
    for (const other of gone) other.remove();
    return copy;
  };
  const legend = (picture) =>
    [...document.querySelectorAll(picture.dataset.legend ? `${picture.dataset.legend} li` : `#${CSS.escape(picture.id)} .legend li`)];

  const drawn = (picture) => {
    const root = getComputedStyle(document.documentElement);
    const colour = (name) => root.getPropertyValue(name).trim();
    const plots = [...picture.querySelectorAll("svg.plot")].map((plot) => ({ plot, box: plot.viewBox.baseVal }));
    const inner = Math.max(LEAST, ...plots.map(({ box }) => box.width));
    const out = document.createElementNS(SVG, "svg");
    out.setAttribute("font-family", FONT);
    const ground = add(out, "rect", { fill: colour("--ground") });
    let y = MARGIN;
    const say = (text, size, weight, fill) => {
      for (const line of wrapped(text, inner, size * 0.55)) {
        y += Math.max(LINE, size * 1.25);
        add(out, "text", { x: MARGIN, y: y - 4, "font-size": size, "font-weight": weight, fill }, line);
      }
    };
    say(picture.dataset.title, 17, 700, colour("--ink"));
    for (const item of legend(picture)) {
      const swatch = item.querySelector(".swatch");
      const fill = swatch ? getComputedStyle(swatch).backgroundColor : "none";
      y += LINE;
      const full = !CLEAR.includes(fill);
      add(out, "rect", { x: MARGIN, y: y - 13, width: 11, height: 11, fill: full ? fill : "none", stroke: full ? "none" : colour("--edge"), "stroke-width": 2 });
      add(out, "text", { x: MARGIN + 18, y: y - 3, "font-size": 12, fill: colour("--ink") }, item.textContent.replace(/\s+/g, " ").trim());
    }
    for (const { plot, box } of plots) {
      if (plot.dataset.caption) say(plot.dataset.caption, 12, 600, colour("--ink"));
      const copy = out.appendChild(styled(plot));
      const shape = { x: MARGIN, y: y + 6, width: box.width, height: box.height };
      for (const [key, value] of Object.entries(shape)) copy.setAttribute(key, value);
      y += box.height + 12;
    }
    say(picture.dataset.source, 11, 400, colour("--quiet"));
    say(document.querySelector("link[rel=canonical]").href, 11, 400, colour("--quiet"));
    const size = { width: Math.ceil(inner + 2 * MARGIN), height: Math.ceil(y + MARGIN) };
    for (const [key, value] of Object.entries(size)) { out.setAttribute(key, value); ground.setAttribute(key, value); }
    out.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
    return { text: new XMLSerializer().serializeToString(out), ...size };
  };
  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const named = (picture, form) => {
    const page = new URL(document.querySelector("link[rel=canonical]").href).pathname.split("/").pop() || "england";
    return `${page}-${picture.dataset.plot}.${form}`;
  };
  const asPng = (picture) => {
    const { text, width, height } = drawn(picture);
    const image = new Image();
    image.addEventListener("load", () => {
      const canvas = document.createElement("canvas");
      canvas.width = 2 * width;
      canvas.height = 2 * height;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => { if (blob) save(blob, named(picture, "png")); }, "image/png");
    });
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  };
  const snippet = (picture) => {
    const frame = document.createElement("iframe");
    const address = new URL(document.querySelector("link[rel=canonical]").href);
    address.searchParams.set("plot", picture.dataset.plot);
    address.hash = picture.id;
    frame.setAttribute("src", address.href);
    frame.setAttribute("title", picture.dataset.title);
    frame.setAttribute("width", "100%");
    frame.setAttribute("height", String(Math.ceil(picture.getBoundingClientRect().height) + 150));
    frame.setAttribute("loading", "lazy");
    return frame.outerHTML;
  };
  const button = (parent, text, act) => {
    const one = document.createElement("button");
    one.type = "button";
    one.className = "tool";
    one.textContent = text;
    one.addEventListener("click", act);
    parent.append(one);
    return one;
  };
  const tools = (picture) => {
    const row = document.createElement("div");
    row.className = "tools picture-tools";
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", `Picture: ${picture.dataset.title}`);
    button(row, "Save as SVG", () => save(new Blob([drawn(picture).text], { type: "image/svg+xml" }), named(picture, "svg")));
    button(row, "Save as PNG", () => asPng(picture));
    const open = button(row, "Embed", () => {
      const shown = row.nextElementSibling;
      if (shown && shown.matches(".embed")) { shown.remove(); open.setAttribute("aria-expanded", "false"); return; }
      const code = document.createElement("pre");
      code.className = "copy embed";
      code.textContent = snippet(picture);
      code.tabIndex = 0;
      code.setAttribute("role", "group");
      code.setAttribute("aria-label", "HTML to copy");
      row.after(code);
      open.setAttribute("aria-expanded", "true");
      getSelection().selectAllChildren(code);
    });
    open.setAttribute("aria-expanded", "false");
    picture.append(row);
  };
  const alone = (picture) => {
    const main = document.querySelector("main");
    const head = document.createElement("h1");
    head.textContent = picture.dataset.title;
    const key = picture.dataset.legend ? document.querySelector(picture.dataset.legend) : null;
    const source = document.createElement("p");
    source.className = "source";
    source.textContent = `${picture.dataset.source} `;
    const back = document.createElement("a");
    back.href = document.querySelector("link[rel=canonical]").href;
    back.textContent = back.href;
    source.append(back);
    for (const one of document.querySelectorAll(".skip, .masthead, .colophon")) one.remove();
    main.replaceChildren(head, ...(key ? [key] : []), picture, source);
    for (const link of main.querySelectorAll("a")) link.setAttribute("target", "_top");
    document.documentElement.classList.add("alone");
  };

  const pictures = [...document.querySelectorAll(".picture")];
  const asked = new URLSearchParams(location.search).get("plot");
  const one = asked ? pictures.find((picture) => picture.dataset.plot === asked) : null;
  if (one) alone(one);
  else pictures.forEach(tools);
})();
