// Things answer 303, and documents come as pages or as data, as the client asks: for hosts
// that run a function before their files. It is one file for two of them.
//   Cloudflare Pages: copy it to functions/_middleware.js beside the release.
//   Netlify:          copy it to netlify/edge-functions/negotiate.js.
// All syntaxes of RDF get Turtle, the one that lies here; `ofsted-kg serve` makes the others too.

const BASE = "{{ path }}";
const DATA = /text\/turtle|application\/(?:x-turtle|ld\+json|n-triples|rdf\+xml)/i;
const PAGE = /^[^,]*(?:text\/html|application\/xhtml)/i;
const PART = /(?:^|\/)(?:{{ parts }})$/;
// What has a page of its own; what hangs below it is a place on that page.
const PAGES = [
  /^((?:id|doc)\/letter\/[^/]+\/[^/]+\/[^/]+)(?:\/(.+))?$/,
  /^((?:id|doc)\/council\/[^/]+)(?:\/(.+))?$/,
  /^(set\/dataset\/[0-9]{4}-[^/]+)(?:\/(.+))?$/,
  /^(set\/query\/[^/]+)(?:\/(.+))?$/,
  /^((?:id|doc|set)\/(?!(?:letter|council|query)(?:\/|$))[^/]+)(?:\/(.+))?$/,
  /^(def\/total)\/(.+)$/,
  /^(def\/[a-z-]+(?:\/[^/]+){1,2})()$/,
  /^(def)\/(?:([A-Za-z]\w*)|[0-9][0-9.]*)?$/,
];

function place(path) {
  for (const pattern of PAGES) {
    const found = path.match(pattern);
    if (!found) continue;
    let [, page, rest = ""] = found;
    const anchor = page === "def" ? rest : rest.replace(PART, "");
    if (page === "def/total") return { page: "def/totals", anchor, data: "def/totals.ttl" };
    if (page === "def" && anchor === "totals") return { page: "def/totals", anchor: "", data: "def/totals.ttl" };
    if (page === "def") return { page: "def/", anchor, data: "def/ontology.ttl" };
    if (page.startsWith("set/query/")) return { page: "queries/" + page.slice(10), anchor, data: "queries/queries.ttl" };
    page = page.replace(/^id\//, "doc/");
    const letter = page.match(/^(doc\/letter\/[^/]+\/[^/]+)\/[^/]+$/);
    return { page, anchor, data: letter ? `${letter[1]}.ttl.gz` : `${page}.ttl` };
  }
  return null;
}

// What to answer a path below the base with: another address, a file, or (null) what lies there.
export function answer(path, accept) {
  const data = DATA.test(accept) && !PAGE.test(accept);
  const file = path.match(/^(doc\/letter\/[^/]+\/[^/.]+)(?:\/[^/.]+)?\.ttl$/);
  if (file) return { file: `${file[1]}.ttl.gz` };
  if (/\.[a-z]\w*$/.test(path)) return null;
  if (path === "queries") return { location: "queries/" };
  const query = path.match(/^queries\/[a-z0-9-]+$/);
  if (query) return data ? { file: "queries/queries.ttl" } : null;
  const told = place(path);
  if (!told) return null;
  if (told.page === "def/" && told.anchor && data) return { location: "def/ontology.ttl" };
  if (path !== told.page) return { location: told.page + (told.anchor ? `#${told.anchor}` : "") };
  return data ? { file: told.data } : null;
}

function below(url) {
  return url.pathname.startsWith(BASE) ? url.pathname.slice(BASE.length) : url.pathname.slice(1);
}

async function respond(request, fetchFile, next) {
  const url = new URL(request.url);
  const found = answer(below(url), request.headers.get("Accept") || "");
  if (!found) return next();
  const root = url.pathname.startsWith(BASE) ? BASE : "/";
  if (found.location) {
    return new Response(null, { status: 303, headers: { Location: root + found.location, Vary: "Accept" } });
  }
  const file = await fetchFile(new URL(`/${found.file}`, url));
  const headers = new Headers(file.headers);
  headers.set("Vary", "Accept");
  if (!file.ok) return new Response(file.body, { status: file.status, headers });
  headers.set("Content-Type", "text/turtle; charset=utf-8");
  for (const name of ["Content-Encoding", "Content-Length", "ETag"]) headers.delete(name);
  return new Response(unpacked(await file.arrayBuffer()), { status: file.status, headers });
}

// Letters' data lies in gzip; some hosts have unpacked it already.
function unpacked(data) {
  const [first, second] = new Uint8Array(data, 0, Math.min(2, data.byteLength));
  const packed = first === 0x1f && second === 0x8b;
  return packed ? new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip")) : data;
}

// Cloudflare Pages.
export function onRequest({ request, env, next }) {
  return respond(request, (url) => env.ASSETS.fetch(new Request(url, { method: request.method })), next);
}

// Netlify.
export default function edge(request, context) {
  return respond(request, (url) => fetch(new Request(url, { method: request.method })), () => context.next());
}
export const config = { path: ["/id/*", "/doc/*", "/set/*", "/def/*", "/queries/*", BASE + "*"] };
