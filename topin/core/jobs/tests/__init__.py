"""Tests of the outbox and of jobs, on real PostgreSQL and Valkey."""
