CREATE OR REPLACE TRIGGER follow_account AFTER UPDATE OF deleted_at ON auth.users
FOR EACH ROW WHEN (old.deleted_at IS DISTINCT FROM new.deleted_at) EXECUTE FUNCTION private.follow_account();
