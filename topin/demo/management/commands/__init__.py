"""Management commands of the demo generator."""
