-- The audiences to which a viewer (NULL: anonymous) belongs for a person's posts, by the rule of private.can_see_row;
-- for lists of one author, where asking once does for all rows.
CREATE OR REPLACE FUNCTION private.visible_audiences(viewer uuid, person uuid) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN ARRAY(SELECT a.name FROM unnest('{public,followers,mutuals,private}'::text[]) AS a (name)
                WHERE private.can_see_row(viewer, person, a.name));
END $$;
REVOKE ALL ON FUNCTION private.visible_audiences(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
