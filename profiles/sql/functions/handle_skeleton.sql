-- A handle as the eye reads it: without dots and underscores, look-alike digits and letters as one.
-- Reserved words are compared in this form, so that adm1n and a.d.m.i.n are admin.
CREATE OR REPLACE FUNCTION private.handle_skeleton(handle text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = '' AS $$
  SELECT translate(lower(handle COLLATE "C"), '01l34578_.', 'oiieastb')
$$;
REVOKE ALL ON FUNCTION private.handle_skeleton(text) FROM PUBLIC, anon, authenticated, service_role;
