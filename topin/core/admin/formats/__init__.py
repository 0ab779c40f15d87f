"""How the admin writes dates; Django looks for `<language>/formats.py` in here."""
