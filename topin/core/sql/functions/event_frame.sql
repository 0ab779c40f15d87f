-- One event as `topin.v1` shows it: number, kind, content as of now under the viewer's own rights. What the viewer may
-- no longer see keeps its number, so that the client counts on, as a `void` that says nothing.
-- dynamic: each kind of event has a function of its own, which a room brings; the name comes from private.event_reader.
CREATE OR REPLACE FUNCTION public.event_frame(
  viewer uuid, seq bigint, kind text, reader text, data jsonb, created_at timestamptz) RETURNS json
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  shown json;
BEGIN
  EXECUTE format('SELECT public.%I($1, $2)', reader) INTO shown USING viewer, data;
  RETURN json_build_object('t', 'ev', 'q', seq, 'k', CASE WHEN shown IS NULL THEN 'void' ELSE kind END, 'd', shown,
    'at', to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
END $$;
REVOKE ALL ON FUNCTION public.event_frame(uuid, bigint, text, text, jsonb, timestamptz)
  FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.event_frame(uuid, bigint, text, text, jsonb, timestamptz) TO authenticated;
