"""Settings: base for every process, test and production on top of it."""
