-- The actor has read their latest feed as of a reading (PUT /posts/marker): its `head`, and the moment it stands for. Tells
-- their other devices where that is new; the same moment again changes nothing. Of several at once the highest stays.
-- Refuses 409 marker_behind, with the marker that stands, for a moment before it.
-- definer: writes markers, which no app's role may write.
CREATE OR REPLACE FUNCTION public.set_feed_marker(actor uuid, head text, at timestamptz, OUT body json)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  INSERT INTO private.feed_markers AS m (user_id, head, at) VALUES (actor, set_feed_marker.head, set_feed_marker.at)
  ON CONFLICT (user_id) DO UPDATE SET head = excluded.head, at = excluded.at WHERE m.at < excluded.at;
  IF FOUND THEN
    PERFORM private.emit(actor, 'marker', '{}');
  ELSIF set_feed_marker.at < (SELECT m.at FROM private.feed_markers m WHERE m.user_id = actor) THEN
    PERFORM public.refuse(409, 'marker_behind', 'Another device has read further.',
      'current=' || private.feed_marker_json(actor)::text);
  END IF;
  body := private.feed_marker_json(actor);
END $$;
REVOKE ALL ON FUNCTION public.set_feed_marker(uuid, text, timestamptz) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.set_feed_marker(uuid, text, timestamptz) TO authenticated;
