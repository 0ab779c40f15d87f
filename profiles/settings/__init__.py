"""A person's settings: privacy, notifications, accessibility, creator."""
