-- A user as GoTrue shows it (User of the OpenAPI document): no hash, no code, unset times left out.
CREATE OR REPLACE FUNCTION private.auth_user(person auth.users)
RETURNS jsonb
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT jsonb_build_object(
        'id', person.id, 'aud', coalesce(person.aud, ''), 'role', coalesce(person.role, ''),
        'email', coalesce(person.email, ''), 'phone', coalesce(person.phone, ''),
        'app_metadata', coalesce(person.raw_app_meta_data, '{}'),
        'user_metadata', coalesce(person.raw_user_meta_data, '{}'),
        'identities', (
            SELECT coalesce(jsonb_agg(private.auth_identity(i) ORDER BY i.created_at, i.id), '[]')
            FROM auth.identities i WHERE i.user_id = person.id
        ),
        'created_at', private.iso(person.created_at), 'updated_at', private.iso(person.updated_at),
        'is_anonymous', person.is_anonymous
    ) || jsonb_strip_nulls(jsonb_build_object(
        'email_confirmed_at', private.iso(person.email_confirmed_at),
        'phone_confirmed_at', private.iso(person.phone_confirmed_at),
        'confirmed_at', private.iso(person.confirmed_at),
        'invited_at', private.iso(person.invited_at),
        'confirmation_sent_at', private.iso(person.confirmation_sent_at),
        'recovery_sent_at', private.iso(person.recovery_sent_at),
        'new_email', nullif(person.email_change, ''),
        'email_change_sent_at', private.iso(person.email_change_sent_at),
        'new_phone', nullif(person.phone_change, ''),
        'phone_change_sent_at', private.iso(person.phone_change_sent_at),
        'reauthentication_sent_at', private.iso(person.reauthentication_sent_at),
        'last_sign_in_at', private.iso(person.last_sign_in_at),
        'banned_until', private.iso(person.banned_until),
        'deleted_at', private.iso(person.deleted_at),
        'factors', (
            SELECT jsonb_agg(private.auth_factor(f) ORDER BY f.created_at, f.id)
            FROM auth.mfa_factors f WHERE f.user_id = person.id
        )
    ))
$$;
REVOKE ALL ON FUNCTION private.auth_user(auth.users) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_user(auth.users) TO topin_auth, topin_definer;
