"""People: profiles, their details, likes, presence and settings."""
