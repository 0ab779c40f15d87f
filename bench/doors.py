"""What `bench.buffers` asks for: each list and page of the API, for ordinary people and for the hardest cases."""

_MOST = "SELECT user_id::text FROM private.profile_stats ORDER BY {} DESC, user_id LIMIT 1"
# Who reads.
VIEWERS = {
    "follows 10 to 14": "SELECT user_id::text FROM private.profile_stats WHERE following_count BETWEEN 10 AND 14"
    " ORDER BY following_count DESC, user_id LIMIT 1",
    "follows 45 to 55": "SELECT user_id::text FROM private.profile_stats WHERE following_count BETWEEN 45 AND 55"
    " ORDER BY following_count DESC, user_id LIMIT 1",
    "follows the most": _MOST.format("following_count"),
    "most followed": _MOST.format("followers_count"),
    "in the most blocks": "SELECT p::text FROM public.blocked_users, unnest(ARRAY[blocker_id, blocked_id]) p"
    " GROUP BY p ORDER BY count(*) DESC, p LIMIT 1",
}
# What they read: the largest of each kind. Words: of few posts, but more than a page; of few people.
SUBJECTS = {
    "star": VIEWERS["most followed"],
    "follower": VIEWERS["follows the most"],
    "author": _MOST.format("posts_count"),
    "liker": "SELECT user_id::text FROM public.likes GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
    "keeper": "SELECT user_id::text FROM public.bookmarks GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
    "liked": "SELECT n.post_id::text FROM private.post_counters n JOIN public.posts p ON p.id = n.post_id"
    " WHERE p.audience = 'public' ORDER BY n.like_count DESC, n.post_id LIMIT 1",
    "reposted": "SELECT n.post_id::text FROM private.post_counters n JOIN public.posts p ON p.id = n.post_id"
    " WHERE p.audience = 'public' ORDER BY n.repost_count DESC, n.post_id LIMIT 1",
    "viewed": "SELECT n.post_id::text FROM private.post_counters n ORDER BY n.view_count DESC, n.post_id LIMIT 1",
    "viewed_by": "SELECT p.author_id::text FROM private.post_counters n JOIN public.posts p ON p.id = n.post_id"
    " ORDER BY n.view_count DESC, n.post_id LIMIT 1",
    "talked": "SELECT n.post_id::text FROM private.post_counters n JOIN public.posts p ON p.id = n.post_id"
    " WHERE p.audience = 'public' ORDER BY n.comment_count DESC, n.post_id LIMIT 1",
    "answered": "SELECT n.comment_id::text FROM private.comment_counters n ORDER BY n.reply_count DESC, 1 LIMIT 1",
    "answered_post": "SELECT c.post_id::text FROM private.comment_counters n JOIN public.comments c"
    " ON c.id = n.comment_id ORDER BY n.reply_count DESC, n.comment_id LIMIT 1",
    "handle": "SELECT handle_key::text FROM public.profiles ORDER BY created_at, id LIMIT 1",
    "rare": "SELECT word FROM ts_stat('SELECT words FROM private.post_words') WHERE ndoc > 20 AND length(word) > 3"
    " ORDER BY ndoc, word LIMIT 1",
    "posts": "SELECT array_agg(p.id)::text FROM (SELECT id FROM public.posts WHERE audience = 'public'"
    " ORDER BY created_at DESC LIMIT 50) p",
    "people": "SELECT array_agg(p.id)::text FROM (SELECT id FROM public.profiles ORDER BY id LIMIT 50) p",
}
# Whoever asks for what is their own alone: each with a full page of it.
_SOME = "SELECT {0}::text FROM {1} GROUP BY {0} ORDER BY count(*) DESC, {0} LIMIT 1"
SUBJECTS |= {
    "asked": _SOME.format("target_id", "public.follow_requests"),
    "loner": "SELECT user_id::text FROM private.profile_stats ORDER BY following_count, user_id LIMIT 1",
    "muter": _SOME.format("muter_id", "public.mutes"),
    "blocker": _SOME.format("blocker_id", "public.blocked_users"),
    "told": "SELECT user_id::text FROM private.stream ORDER BY last_seq DESC, user_id LIMIT 1",
    "epoch": "SELECT epoch::text FROM private.stream ORDER BY last_seq DESC, user_id LIMIT 1",
    "applicant": "SELECT user_id::text FROM public.verification_requests ORDER BY id LIMIT 1",
    "exporter": "SELECT user_id::text FROM private.data_exports ORDER BY id LIMIT 1",
    "picture": "SELECT m.id::text FROM public.media m JOIN public.posts p ON p.id = m.post_id"
    " JOIN public.profiles a ON a.id = p.author_id AND a.profile_visibility = 'public'"
    " WHERE p.audience = 'public' ORDER BY m.id DESC LIMIT 1",
    "owner": "SELECT m.owner_id::text FROM public.media m JOIN public.posts p ON p.id = m.post_id"
    " JOIN public.profiles a ON a.id = p.author_id AND a.profile_visibility = 'public'"
    " WHERE p.audience = 'public' ORDER BY m.id DESC LIMIT 1",
    "pictures": "SELECT array_agg(m.id)::text FROM (SELECT id FROM public.media ORDER BY id DESC LIMIT 50) m",
    "forms": "SELECT array_agg('thumb'::text)::text FROM generate_series(1, 50)",
    "yesterday": "SELECT json_build_object('since', json_build_object('seen', '3:3:',"
    " 'read_from', now() - interval '1 day'))::text",
}
# GET routes that show a page of 20; `%(after)s` is where the first page ended.
LISTS = {
    "feed, latest": "public.get_feed(%(viewer)s, 20, %(after)s)",
    "feed, since yesterday": "public.get_feed(%(viewer)s, 20, coalesce(%(after)s, %(yesterday)s)::jsonb)",
    "feed, ranked": "public.get_ranked_feed(%(viewer)s, 20, %(after)s)",
    "wordings of a post": "public.get_post_history(%(viewer)s, %(liked)s, 20, %(after)s)",
    "posts of who wrote most": "public.get_user_posts(%(viewer)s, %(author)s, 20, %(after)s)",
    "posts of the most followed": "public.get_user_posts(%(viewer)s, %(star)s, 20, %(after)s)",
    "comments, new": "public.get_comments(%(viewer)s, %(talked)s, 'new', NULL, 20, %(after)s)",
    "comments, old": "public.get_comments(%(viewer)s, %(talked)s, 'old', NULL, 20, %(after)s)",
    "comments, top": "public.get_comments(%(viewer)s, %(talked)s, 'top', NULL, 20, %(after)s)",
    "answers": "public.get_comments(%(viewer)s, %(answered_post)s, 'old', %(answered)s, 20, %(after)s)",
    "likers": "public.get_likers(%(viewer)s, %(liked)s, 20, %(after)s)",
    "reposters": "public.get_reposters(%(viewer)s, %(reposted)s, 20, %(after)s)",
    "liked posts": "public.get_liked_posts(%(viewer)s, %(liker)s, 20, %(after)s)",
    "bookmarks": "public.get_bookmarks(%(viewer)s, 20, %(after)s)",
    "bookmarks, of who keeps most": "public.get_bookmarks(%(keeper)s, 20, %(after)s)",
    "feed, of who keeps most": "public.get_feed(%(keeper)s, 20, %(after)s)",
    "followers": "public.get_followers_with_profiles(%(star)s, %(viewer)s, 20, %(after)s)",
    "following": "public.get_following(%(follower)s, %(viewer)s, 20, %(after)s)",
    "mutuals": "public.get_mutuals(%(follower)s, %(viewer)s, 20, %(after)s)",
    "blocked": "public.get_blocked(%(viewer)s, 20, %(after)s)",
    "muted": "public.get_muted(%(viewer)s, 20, %(after)s)",
    "requests": "public.get_follow_requests(%(viewer)s, 20, %(after)s)",
    "suggestions": "public.get_suggestions(%(viewer)s, 20, %(after)s)",
    "suggestions, of who follows fewest": "public.get_suggestions(%(loner)s, 20, %(after)s)",
    "blocked, of who blocks most": "public.get_blocked(%(blocker)s, 20, %(after)s)",
    "muted, of who mutes most": "public.get_muted(%(muter)s, 20, %(after)s)",
    "requests, of who is asked most": "public.get_follow_requests(%(asked)s, 20, %(after)s)",
    "posts with a common word": "public.search_posts(%(viewer)s, 'with', 20, %(after)s)",
    "posts with a rare word": "public.search_posts(%(viewer)s, %(rare)s, 20, %(after)s)",
    "posts with no such word": "public.search_posts(%(viewer)s, 'zzznowhere', 20, %(after)s)",
    "posts, beginning of two": "public.search_posts(%(viewer)s, 'be', 20, %(after)s)",
    "posts, a common and a rare": "public.search_posts(%(viewer)s, 'with ' || %(rare)s, 20, %(after)s)",
    "posts, two tags that never meet": "public.search_posts(%(viewer)s, '#travel #music', 20, %(after)s)",
    "posts with a hashtag": "public.search_posts(%(viewer)s, '#travel', 20, %(after)s)",
    "people, beginning of two": "public.search_users(%(viewer)s, 'am', 20, %(after)s)",
    "people, a common name": "public.search_users(%(viewer)s, 'sofia', 20, %(after)s)",
    "people, two names": "public.search_users(%(viewer)s, 'sofia ros', 20, %(after)s)",
    "people, one handle": "public.search_users(%(viewer)s, %(handle)s, 20, %(after)s)",
    "people, a typing error": "public.search_users(%(viewer)s, 'sofiia', 20, %(after)s)",
    "people, nobody": "public.search_users(%(viewer)s, 'zzznobody', 20, %(after)s)",
    "mentions, beginning of two": "public.search_mentions(%(viewer)s, 'am', 20, %(after)s)",
    "mentions, a common name": "public.search_mentions(%(viewer)s, 'sofia', 20, %(after)s)",
}
# GET routes that show one thing.
SINGLE = {
    "profile": "SELECT body FROM public.get_profile(%(viewer)s, %(star)s)",
    "profile by handle": "SELECT body FROM public.get_profile_by_handle(%(viewer)s, %(handle)s)",
    "own profile": "SELECT body FROM public.get_own_profile(%(viewer)s)",
    "marker of the feed": "SELECT body FROM public.get_feed_marker(%(viewer)s)",
    "settings": "SELECT body FROM public.get_settings(%(viewer)s)",
    "50 profiles": "SELECT results FROM public.get_profiles(%(viewer)s, %(people)s::uuid[])",
    "check of a handle": "SELECT body FROM public.check_handle(%(handle)s)",
    "check of a free handle": "SELECT body FROM public.check_handle('zzz.nobody')",
    "request for the blue tick": "SELECT body FROM public.get_verification(%(applicant)s)",
    "export": "SELECT body FROM public.get_export(%(exporter)s)",
    "events of a stream": "SELECT body FROM public.get_sync(%(told)s, %(epoch)s::uuid, 5, 20)",
    "own medium": "SELECT body FROM public.get_media(%(owner)s, %(picture)s)",
    "a medium's address": "SELECT body FROM public.open_media(%(viewer)s, %(picture)s, 'thumb')",
    "50 media's addresses": "SELECT results FROM public.open_media_forms(%(viewer)s, %(pictures)s::uuid[],"
    " %(forms)s::text[])",
    "post": "SELECT body FROM public.get_post(%(viewer)s, %(liked)s)",
    "repost": "SELECT body FROM public.get_repost(%(viewer)s, %(liked)s)",
    "comment": "SELECT body FROM public.get_comment(%(viewer)s, %(answered)s)",
    "views of 50 posts": "SELECT body FROM public.check_views(%(viewer)s, %(posts)s::uuid[])",
    "overview, 90 days": "SELECT body FROM public.get_analytics_overview(%(viewed_by)s, 90)",
    "overview, 365 days": "SELECT body FROM public.get_analytics_overview(%(viewed_by)s, 365)",
    "overview of the most followed": "SELECT body FROM public.get_analytics_overview(%(star)s, 90)",
    "series of a post, 90 days": "SELECT body FROM public.get_post_analytics(%(viewed_by)s, %(viewed)s, 90)",
}
