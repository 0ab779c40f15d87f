-- A ban reaches open sockets at once, not with their next heartbeat.
CREATE OR REPLACE TRIGGER topin_user_banned AFTER UPDATE OF banned_until ON auth.users
FOR EACH ROW WHEN (old.banned_until IS DISTINCT FROM new.banned_until)
EXECUTE FUNCTION private.auth_user_banned();
