#!/bin/sh
# Load the files of this folder into a running Virtuoso: sh load-virtuoso.sh
# PORT: of its SQL service (1111); DBA_PASSWORD: of the user dba (dba); ISQL: its program (Debian: isql-vt).
set -eu
cd "$(dirname "$0")"
isql=${ISQL:-$(command -v isql-vt || command -v isql)}
run() {
    "$isql" "${PORT:-1111}" dba "${DBA_PASSWORD:-dba}" VERBOSE=OFF BANNER=OFF ERRORS=STDOUT "exec=$1"
}
# Each line names its own graph; the one given here is for lines without.
run "ld_dir('$(pwd)', 'ofsted-kg-*.nq.gz', 'https://w3id.org/ofsted-kg/');"
run "rdf_loader_run();"
run "checkpoint;"
failed=$(run "SELECT ll_file, ll_error FROM DB.DBA.load_list WHERE ll_error IS NOT NULL;" | grep '\.nq\.gz' || true)
if [ -n "$failed" ]; then
    echo "not loaded: $failed" >&2
    exit 1
fi
