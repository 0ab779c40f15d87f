"""Posts, feed, reposts, media, search for posts."""
