"""Who may see what: a small world, every path that reads, and the page that says who sees what by which."""
