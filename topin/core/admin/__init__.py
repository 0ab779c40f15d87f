"""The staff's admin: its site, its base classes, the one way to write an action, the dashboard."""
