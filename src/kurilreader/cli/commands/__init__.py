"""One module a command: `NAME`, `HELP`, `configure(parser)` and `run(options) -> exit code`."""
