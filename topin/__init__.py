"""The composition root: settings, URLs, processes; and the two rooms every other stands on, core and auth."""
