-- What no door sets, because it is the work of time or of staff: bios, blue ticks, closed accounts, and the days on
-- which things happened.
UPDATE public.profiles t SET bio = p.bio, is_verified = p.verified, profile_visibility = p.visibility, created_at = p.joined
FROM person p WHERE t.id = p.id;
