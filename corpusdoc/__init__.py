"""Chinese corporate reports into something one can search, tabulate and cite."""
