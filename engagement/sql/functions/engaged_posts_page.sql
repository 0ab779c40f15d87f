-- A page of the posts that a person likes or keeps (`kind`: like, bookmark) as the API's Post: those that the viewer may see,
-- the latest like or bookmark first. Looks at 500 at most, however few of them the viewer may see: a page may be short
-- while `next` leads on. Reads no more of the index than that takes.
CREATE OR REPLACE FUNCTION private.engaged_posts_page(
  viewer uuid, kind text, person uuid, page_limit integer, after jsonb, OUT results text, OUT next jsonb)
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  below timestamptz := coalesce((after ->> 'at')::timestamptz, 'infinity');
  below_id uuid := coalesce((after ->> 'id')::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  places refcursor;
  place record;
  looked integer := 0;
  shown boolean;
  ids uuid[] := '{}';
BEGIN
  IF kind = 'like' THEN
    OPEN places FOR SELECT l.post_id AS id, l.created_at AS at FROM public.likes l
      WHERE l.user_id = person AND (l.created_at, l.post_id) < (below, below_id)
      ORDER BY l.created_at DESC, l.post_id DESC LIMIT 500;
  ELSE
    OPEN places FOR SELECT b.post_id AS id, b.created_at AS at FROM public.bookmarks b
      WHERE b.user_id = person AND (b.created_at, b.post_id) < (below, below_id)
      ORDER BY b.created_at DESC, b.post_id DESC LIMIT 500;
  END IF;
  LOOP
    FETCH places INTO place;
    EXIT WHEN NOT FOUND;
    looked := looked + 1;
    shown := private.can_see_post(viewer, place.id);
    EXIT WHEN shown AND cardinality(ids) = page_limit;
    IF shown THEN
      ids := ids || place.id;
    END IF;
    IF shown OR looked = 500 THEN
      next := jsonb_build_object('at', place.at, 'id', place.id);
    END IF;
  END LOOP;
  IF NOT FOUND AND looked < 500 THEN
    next := NULL;  -- there are no more
  END IF;
  CLOSE places;
  SELECT concat('[', string_agg(r.body, ',' ORDER BY r.place), ']') INTO results FROM private.post_rows(viewer, ids) r;
END $$;
REVOKE ALL ON FUNCTION private.engaged_posts_page(uuid, text, uuid, integer, jsonb)
  FROM PUBLIC, anon, authenticated, service_role;
