-- Trigger on profiles: whoever is suspended or deactivated leaves the counts of others at once, and returns to them.
-- definer: the counters belong to nobody who may change a profile.
CREATE OR REPLACE FUNCTION private.follow_activity() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF tg_op = 'DELETE' THEN
    PERFORM private.set_counted(old.id, false);
    RETURN old;
  END IF;
  PERFORM private.set_counted(new.id, private.is_active(new));
  RETURN new;
END $$;
REVOKE ALL ON FUNCTION private.follow_activity() FROM PUBLIC, anon, authenticated, service_role;
