CREATE OR REPLACE TRIGGER create_profile AFTER INSERT ON auth.users
FOR EACH ROW EXECUTE FUNCTION private.create_profile();
