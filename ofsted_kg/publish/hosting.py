"""Configuration for those who put the release online.

In: the base of the IRIs. Out: ``hosting/nginx.conf`` (things answer 303, documents come
in the form asked for, right media types) and, for plain static hosting,
``hosting/_redirects`` and ``hosting/_headers``.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ofsted_kg.namespaces import DEF, Base

# Nothing from elsewhere, and no script or style within a page.
_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

_NGINX = """\
# ofsted-kg on nginx: copy this file into /etc/nginx/conf.d/, and set `root`
# to the folder that holds the release (the one with SHA256SUMS).

# The form of a document. Browsers never ask for these; who names one wants it.
map $http_accept $ofsted_kg_ending {{
    default                       .html;
    "~*text/turtle"               .ttl;
    "~*application/ld\\+json"      .jsonld;
    "~*application/n-triples"     .nt;
}}
# Where the vocabulary tells of a term.
map $ofsted_kg_ending $ofsted_kg_vocabulary {{
    default                       "ontology$ofsted_kg_ending";
    .html                         "#$ofsted_kg_term";
}}
map $uri $ofsted_kg_vary {{
    default                       "";
    "~/(doc|def|set)/"            Accept;
}}

server {{
    listen 80;
    server_name {host};
    root /srv/ofsted-kg;

    types {{
        text/html                html;
        text/css                 css;
        text/javascript          js;
        image/svg+xml            svg;
        text/csv                 csv;
        text/markdown            md;
        text/turtle              ttl;
        application/ld+json      jsonld;
        application/n-triples    nt;
        application/n-quads      nq;
        application/sparql-query rq;
        application/atom+xml     atom;
        application/json         json;
        application/gzip         gz;
    }}
    default_type text/plain;
    charset utf-8;
    charset_types text/css text/csv text/javascript text/markdown text/plain text/turtle;
    gzip on;
    gzip_types text/css text/csv text/javascript text/turtle application/ld+json application/n-triples
        application/n-quads application/atom+xml application/json;

    # Said once, here: a location with headers of its own would lose these.
    add_header Vary $ofsted_kg_vary always;
    add_header Access-Control-Allow-Origin "*" always;
    add_header X-Content-Type-Options nosniff always;
    add_header Referrer-Policy no-referrer always;
    add_header Content-Security-Policy "{policy}" always;

    # A thing is not a document: it answers 303 with the document about it.
    location ~ ^{pattern}id/(?<ofsted_kg_thing>.+)$ {{
        return 303 {path}doc/$ofsted_kg_thing;
    }}

    location = {path}def {{
        return 301 {path}def/;
    }}
    location = {path}def/ {{
        try_files /def/ontology$ofsted_kg_ending /def/index.html =404;
    }}
    location ~ ^{pattern}def/(?<ofsted_kg_term>[A-Za-z][A-Za-z0-9]*)$ {{
        return 303 {path}def/$ofsted_kg_vocabulary;
    }}

    # The form of a document is what its ending says, or what the client asks for.
    location ~ ^{pattern}(?<ofsted_kg_document>(?:doc|def|set)/.*[^/])$ {{
        try_files /$ofsted_kg_document /$ofsted_kg_document$ofsted_kg_ending /$ofsted_kg_document.html =404;
    }}

    # This address is registered for the root of a host, wherever the release is.
    location ~ ^({pattern}|/)\\.well-known/void$ {{
        default_type text/turtle;
        try_files /.well-known/void =404;
    }}
    location ~ ^{pattern}(?<ofsted_kg_file>.*)$ {{
        try_files /${{ofsted_kg_file}}index.html /$ofsted_kg_file =404;
    }}
}}
"""

_REDIRECTS = """\
# Netlify, Cloudflare Pages and others that read this file. Copy it to the release's root.
{path}id/*  {path}doc/:splat  303
"""

_HEADERS = """\
# Copy it to the release's root.
/*
  Access-Control-Allow-Origin: *
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Content-Security-Policy: {policy}
/*.ttl
  Content-Type: text/turtle; charset=utf-8
/*.jsonld
  Content-Type: application/ld+json
/*.nt
  Content-Type: application/n-triples
/*.nq
  Content-Type: application/n-quads
/*.rq
  Content-Type: application/sparql-query
/*.atom
  Content-Type: application/atom+xml
/.well-known/void
  Content-Type: text/turtle; charset=utf-8
"""

_README = """\
# Hosting this release

The folder is static: any web server can serve it.

- `nginx.conf`: things (`{path}id/…`) answer 303, documents (`{path}doc/…`) come as HTML, Turtle,
  JSON-LD or N-Triples as the client asks. Set `root` to where the release lies.
- `_redirects` and `_headers`: the same for hosts that read these files; documents are then
  chosen by their ending (`.html`, `.ttl`, `.jsonld`, `.nt`).
- `ofsted-kg serve --release DIR` does all of this, and answers SPARQL.

The vocabulary's IRIs begin with <{vocabulary}> whatever the base.
Check a copy with `sha256sum -c SHA256SUMS`.
"""


def hosting(base: Base) -> dict[str, str]:
    """Return the files, by path below the release."""
    parts = urlsplit(base.iri)
    path = parts.path or "/"
    words = {
        "host": parts.netloc,
        "path": path,
        "pattern": re.escape(path),
        "policy": _POLICY,
        "vocabulary": DEF,
    }
    return {
        "hosting/nginx.conf": _NGINX.format(**words),
        "hosting/_redirects": _REDIRECTS.format(**words),
        "hosting/_headers": _HEADERS.format(**words),
        "hosting/README.md": _README.format(**words),
    }
