#!/bin/sh
# Build the sample letters into a graph, ask it two questions, show one letter.
# usage: samples/demo.sh PATH_OF_OFSTED_KG     (the graph goes to $OFSTED_KG, else .demo/kg)
set -eu

tool=${1:-ofsted-kg}
case $tool in
    */*) ;;
    *) command -v "$tool" >/dev/null || { echo "demo.sh: no $tool; say where it is: samples/demo.sh PATH" >&2; exit 2; } ;;
esac
samples=$(dirname "$0")
OFSTED_KG=${OFSTED_KG:-.demo/kg}
export OFSTED_KG
mkdir -p "$(dirname "$OFSTED_KG")"

say() { printf '\n== %s\n\n' "$*"; }

say "Ten letters and three inspection reports, all invented, become a graph in $OFSTED_KG"
"$tool" build "$samples/letters" "$samples"/reports/*.pdf --register "$samples/register.csv"

say "The grades of one council from 2007 to 2019: ofsted-kg query ratings -p council=Quayhaven"
"$tool" query ratings -p council=Quayhaven --columns framework,date,area,grade,score

say "What was judged inadequate, and where: ofsted-kg query weak-spots"
"$tool" query weak-spots --columns council_name,year,setting,grade,quote

say "One letter with its facts marked: ofsted-kg show annual-rating-2009-quayhaven"
"$tool" show annual-rating-2009-quayhaven

england=$(dirname "$OFSTED_KG")/england
say "The real England, from the record that ships with the package: ofsted-kg build --record"
"$tool" build --record --kg "$england"

say "Every council of the South West today: ofsted-kg query overview -p region=south-west"
"$tool" query overview -p region=south-west --kg "$england" \
    --columns council_name,inspection_end,overall,leadership,care_leavers,overall_before,change

say "Where to look next"
cat <<END
export OFSTED_KG=$OFSTED_KG        # so that --kg can be left out
$tool query                         # all stored queries
$tool query evidence                # the words behind each fact
$tool query council-history -p council=E06999903
$tool query overview --kg $england   # every council's grades today
$tool dump                          # the graph itself, as Turtle
$tool serve                         # pages, an API and a SPARQL endpoint in the browser
END
