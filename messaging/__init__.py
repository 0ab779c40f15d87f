"""Conversations, messages, notifications."""
