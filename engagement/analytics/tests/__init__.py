"""Tests of views and analytics."""
