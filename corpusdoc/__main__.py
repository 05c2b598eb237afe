"""`python -m corpusdoc`."""

from corpusdoc.cli import main

main()
