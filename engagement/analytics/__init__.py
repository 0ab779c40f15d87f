"""Views and likes as events: taken in, buffered, stored exactly once, rolled up by day."""
