"""``python -m ofsted_kg``: the command line, for where the script is not on the path."""

from ofsted_kg.cli import main

main()
