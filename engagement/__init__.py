"""Likes, comments, and views and likes as events."""
