CREATE OR REPLACE TRIGGER follow_activity AFTER UPDATE OF suspended_at, suspended_until, deactivated_at ON public.profiles
FOR EACH ROW EXECUTE FUNCTION private.follow_activity();
-- Before: the edges go with the profile, and without them nobody knows whose counters to mend.
CREATE OR REPLACE TRIGGER follow_activity_delete BEFORE DELETE ON public.profiles
FOR EACH ROW EXECUTE FUNCTION private.follow_activity();
