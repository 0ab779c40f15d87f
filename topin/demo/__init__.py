"""Demo data: a believable network, the same for the same seed, small through the doors or large in sets."""
