"""Management commands of posts."""
