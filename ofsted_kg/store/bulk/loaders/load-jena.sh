#!/bin/sh
# Load the files of this folder into a TDB2 database of Apache Jena: sh load-jena.sh DATABASE
# For hundreds of millions of quads tdb2.xloader does the same more slowly at first and faster in the end.
set -eu
[ $# -eq 1 ] || { echo "usage: sh load-jena.sh DATABASE" >&2; exit 2; }
tdb2.tdbloader --loader=phased --loc "$1" "$(dirname "$0")"/ofsted-kg-*.nq.gz
