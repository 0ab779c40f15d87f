-- What the rows say the counters of people (of `chosen`, or all) should be.
CREATE OR REPLACE FUNCTION private.counted_people(chosen uuid[] DEFAULT NULL)
RETURNS TABLE (user_id uuid, followers bigint, following bigint, likes bigint,
               public bigint, to_followers bigint, mutuals bigint, own bigint)
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN QUERY
  SELECT s.user_id, coalesce(f.total, 0), coalesce(g.total, 0), coalesce(l.total, 0),
         coalesce(p.public, 0), coalesce(p.to_followers, 0), coalesce(p.mutuals, 0), coalesce(p.own, 0)
    FROM private.profile_stats s
    LEFT JOIN (SELECT x.following_id AS id, count(*) AS total FROM public.followers x
                 JOIN private.profile_stats o ON o.user_id = x.follower_id AND o.counted GROUP BY 1) f ON f.id = s.user_id
    LEFT JOIN (SELECT x.follower_id AS id, count(*) AS total FROM public.followers x
                 JOIN private.profile_stats o ON o.user_id = x.following_id AND o.counted GROUP BY 1) g ON g.id = s.user_id
    LEFT JOIN (SELECT x.profile_id AS id, count(*) AS total FROM public.profile_likes x GROUP BY 1) l ON l.id = s.user_id
    LEFT JOIN (SELECT x.author_id AS id, count(*) FILTER (WHERE private.post_shown_to(x) = 'public') AS public,
                      count(*) FILTER (WHERE private.post_shown_to(x) = 'followers') AS to_followers,
                      count(*) FILTER (WHERE private.post_shown_to(x) = 'mutuals') AS mutuals,
                      count(*) FILTER (WHERE private.post_shown_to(x) = 'own') AS own
                 FROM public.posts x GROUP BY 1) p ON p.id = s.user_id
   WHERE chosen IS NULL OR s.user_id = ANY (chosen);
END $$;
REVOKE ALL ON FUNCTION private.counted_people(uuid[]) FROM PUBLIC, anon, authenticated, service_role;
