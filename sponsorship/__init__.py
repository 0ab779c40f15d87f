"""Sponsor credits and campaigns."""
