-- For follows that were there before the adoption: who follows back, and the counters.
UPDATE public.followers f SET is_mutual = true
 WHERE NOT f.is_mutual
   AND EXISTS (SELECT FROM public.followers b WHERE b.follower_id = f.following_id AND b.following_id = f.follower_id);
UPDATE private.profile_stats s
   SET followers_count = (SELECT count(*) FROM public.followers f WHERE f.following_id = s.user_id),
       following_count = (SELECT count(*) FROM public.followers f WHERE f.follower_id = s.user_id);
SELECT private.index_person(p.id) FROM public.profiles p;
