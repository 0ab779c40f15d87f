"""Reports, cheat detection, moderation actions, appeals."""
