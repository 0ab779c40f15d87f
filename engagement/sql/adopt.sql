-- For likes and comments that were there before the adoption: what the triggers and doors bring with new ones.
UPDATE public.comments p SET replied = true
 WHERE NOT p.replied AND EXISTS (SELECT FROM public.comments c WHERE c.parent_id = p.id);
INSERT INTO private.comment_counters (comment_id, thread_id, shown)
SELECT c.id, c.thread_id, c.deleted_at IS NULL OR c.replied FROM public.comments c ON CONFLICT DO NOTHING;
INSERT INTO private.earned_like (post_id, user_id, created_at)
SELECT l.post_id, l.user_id, l.created_at FROM public.likes l JOIN public.posts p ON p.id = l.post_id
 WHERE p.author_id <> l.user_id ON CONFLICT DO NOTHING;
SELECT count(*) AS counters_set FROM private.verify_counters();
