#!/bin/sh
# Load the files of this folder into a database of Oxigraph: sh load-oxigraph.sh DATABASE
set -eu
[ $# -eq 1 ] || { echo "usage: sh load-oxigraph.sh DATABASE" >&2; exit 2; }
oxigraph load --location "$1" --file "$(dirname "$0")"/ofsted-kg-*.nq.gz
