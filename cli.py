"""The doorbell: runs corpusdoc from a checkout."""

from corpusdoc.cli import main

if __name__ == "__main__":
    main()
