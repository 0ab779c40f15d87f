-- The views (as private.count_views takes them) without those whose event_id came before, and notes the others' ids: what
-- a client sends again counts once, also on another day. Those without an id stay.
CREATE OR REPLACE FUNCTION private.unseen_views(views jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  kept jsonb;
BEGIN
  IF NOT jsonb_path_exists(views, '$[*].event_id ? (@ != null)') THEN
    RETURN views;
  END IF;
  WITH given AS (
    SELECT w.v, w.place, (w.v ->> 'event_id')::uuid AS id FROM jsonb_array_elements(views) WITH ORDINALITY AS w (v, place)),
  noted AS (
    INSERT INTO private.view_events AS e (id, day)
    SELECT DISTINCT g.id, (private.clock() AT TIME ZONE 'UTC')::date FROM given g WHERE g.id IS NOT NULL ORDER BY g.id
    ON CONFLICT DO NOTHING RETURNING e.id)
  SELECT coalesce(jsonb_agg(u.v ORDER BY u.place), '[]') INTO kept
    FROM (SELECT DISTINCT ON (coalesce(g.id::text, g.place::text)) g.v, g.place FROM given g
           WHERE g.id IS NULL OR g.id IN (SELECT n.id FROM noted n)
           ORDER BY coalesce(g.id::text, g.place::text), g.place) u;
  RETURN kept;
END $$;
REVOKE ALL ON FUNCTION private.unseen_views(jsonb) FROM PUBLIC, anon, authenticated, service_role;
