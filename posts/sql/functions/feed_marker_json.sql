-- How far a person has read their latest feed: {head, at}, both null where they have not said.
CREATE OR REPLACE FUNCTION private.feed_marker_json(person uuid) RETURNS json
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT coalesce((SELECT json_build_object('head', m.head, 'at', private.iso(m.at))
                     FROM private.feed_markers m WHERE m.user_id = person), '{"head":null,"at":null}')
$$;
REVOKE ALL ON FUNCTION private.feed_marker_json(uuid) FROM PUBLIC, anon, authenticated, service_role;
