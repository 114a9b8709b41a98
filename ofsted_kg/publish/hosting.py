"""Configuration for those who put the release online.

In: the base of the IRIs. Out: ``hosting/nginx.conf`` (things answer 303, documents come
in the form asked for, right media types) and, for plain static hosting,
``hosting/_redirects`` and ``hosting/_headers``.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from ofsted_kg.namespaces import DEF, Base

_NGINX = """\
# ofsted-kg on nginx: copy this file into /etc/nginx/conf.d/, and set `root`
# to the folder that holds the release (the one with SHA256SUMS).

map $http_accept $ofsted_kg_ending {{
    default                       .html;
    "~*text/html"                 .html;
    "~*application/xhtml\\+xml"    .html;
    "~*text/turtle"               .ttl;
    "~*application/ld\\+json"      .jsonld;
    "~*application/n-triples"     .nt;
}}

server {{
    listen 80;
    server_name {host};
    charset utf-8;

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
    root /srv/ofsted-kg;

    add_header Access-Control-Allow-Origin "*" always;
    add_header X-Content-Type-Options nosniff always;
    add_header Referrer-Policy no-referrer always;
    add_header Content-Security-Policy "default-src 'self'; object-src 'none'; frame-ancestors 'none'" always;

    # A thing is not a document: it answers 303 with the document about it.
    location {path}id/ {{
        rewrite ^{path}id/(.*)$ {path}doc/$1 break;
        return 303 $uri;
    }}

    # The form of a document is what the client asks for, or what its ending says.
    location ~ ^{path}(?<name>(doc|def|set)/.*[^/])$ {{
        add_header Vary Accept always;
        add_header Access-Control-Allow-Origin "*" always;
        add_header X-Content-Type-Options nosniff always;
        try_files /$name /$name$ofsted_kg_ending /$name.html =404;
    }}

    location = {path}.well-known/void {{
        default_type text/turtle;
        try_files /.well-known/void =404;
    }}

    location {path} {{
        alias /srv/ofsted-kg/;
        index index.html;
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
  Content-Security-Policy: default-src 'self'; object-src 'none'; frame-ancestors 'none'
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
  JSON-LD or N-Triples as the client asks. Set `root` and `alias` to where the release lies.
- `_redirects` and `_headers`: the same for hosts that read these files; documents are then
  chosen by their ending (`.html`, `.ttl`, `.jsonld`, `.nt`).
- `ofsted-kg serve --release DIR` does all of this, and answers SPARQL.

The vocabulary's IRIs begin with <{vocabulary}> whatever the base.
Check a copy with `sha256sum -c SHA256SUMS`.
"""


def hosting(base: Base) -> dict[str, str]:
    """Return the files, by path below the release."""
    parts = urlsplit(base.iri)
    words = {"host": parts.netloc, "path": parts.path or "/", "vocabulary": DEF}
    return {
        "hosting/nginx.conf": _NGINX.format(**words),
        "hosting/_redirects": _REDIRECTS.format(**words),
        "hosting/_headers": _HEADERS,
        "hosting/README.md": _README.format(**words),
    }
