-- A request for the blue tick as its owner sees it; `none` where there was never one.
CREATE OR REPLACE FUNCTION private.verification_json(v public.verification_requests) RETURNS json
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT json_build_object('id', v.id, 'status', coalesce(v.status, 'none'), 'category', v.category,
    'full_name', v.full_name, 'note', v.note, 'evidence_media_id', v.evidence_media_id, 'reason', v.reason,
    'created_at', private.iso(v.created_at), 'decided_at', private.iso(v.decided_at))
$$;
REVOKE ALL ON FUNCTION private.verification_json(public.verification_requests) FROM PUBLIC, anon, authenticated, service_role;
