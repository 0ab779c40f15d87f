"""The foundation: database sessions, the API's request path, realtime, jobs, admin. Imports no room."""
