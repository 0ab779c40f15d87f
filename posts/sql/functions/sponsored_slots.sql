-- The sponsored posts for the slots of one page of a viewer's feed, best first, at most `wanted`: the post and the API's
-- `sponsored` {id, label, why, receipt} of the slot. Never one's own nor a blocked one's. Campaigns belong to the
-- sponsorship room, which will answer here; before its tables stand there are none.
CREATE OR REPLACE FUNCTION private.sponsored_slots(viewer uuid, wanted integer)
RETURNS TABLE (post_id uuid, sponsored json) LANGUAGE sql STABLE ROWS 2 SET search_path = '' AS $$
  SELECT viewer, '{}'::json WHERE false AND wanted > 0
$$;
REVOKE ALL ON FUNCTION private.sponsored_slots(uuid, integer) FROM PUBLIC, anon, authenticated, service_role;
