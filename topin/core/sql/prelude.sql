-- What every room's tables rest on: the schemas and the ids. Loaded once, before all tables.
CREATE SCHEMA IF NOT EXISTS auth;
CREATE SCHEMA IF NOT EXISTS private;
CREATE SCHEMA IF NOT EXISTS django;

REVOKE ALL ON SCHEMA private, django FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO PUBLIC;  -- as PostgreSQL makes it; a schema that was restored from a dump lacks it
GRANT USAGE ON SCHEMA public, auth TO anon, authenticated, service_role;
GRANT USAGE ON SCHEMA public, auth, private TO topin_definer, topin_api, topin_auth, topin_worker, topin_staff;
GRANT USAGE ON SCHEMA django TO topin_staff, topin_worker;

-- Supabase grants ALL on whatever its owner makes here; what is not granted by name is not granted.
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM PUBLIC, anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM PUBLIC, anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON FUNCTIONS FROM anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- A time-ordered id (RFC 9562, version 7): 48 bits of milliseconds, then 74 random bits of a version 4 id.
CREATE OR REPLACE FUNCTION private.uuid7() RETURNS uuid
LANGUAGE sql VOLATILE PARALLEL SAFE SET search_path = '' AS $$
  SELECT encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
      52, 1), 53, 1), 'hex')::uuid
$$;
GRANT EXECUTE ON FUNCTION private.uuid7() TO anon, authenticated, topin_definer, topin_auth, topin_worker, topin_staff;
