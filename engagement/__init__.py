"""Likes, bookmarks, comments, and views and likes as events."""
