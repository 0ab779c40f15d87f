"""A person's data: all of it in one file for them, and none of it left after an erasure."""
