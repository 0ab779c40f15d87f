"""The graph: follow, block, requests, lists, search for people."""
