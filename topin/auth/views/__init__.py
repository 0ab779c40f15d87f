"""The HTTP side of /api/auth: each view parses, makes one call, and renders in GoTrue's shapes."""
