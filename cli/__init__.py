"""The command `innograf`: a thin file for each subcommand."""
