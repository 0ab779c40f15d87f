"""The one way to the database: sessions that act as a role, declared functions, refusals, the two SQL tracks."""
