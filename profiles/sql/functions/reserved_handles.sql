-- Words nobody may have as a handle: paths of the app, names that pass for staff, the product's own.
CREATE OR REPLACE FUNCTION private.reserved_handles() RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = '' AS $$
  SELECT ARRAY[
    'about', 'abuse', 'account', 'accounts', 'admin', 'administrator', 'api', 'app', 'auth', 'billing', 'blocked',
    'blog', 'bot', 'contact', 'copyright', 'deleted', 'developer', 'dmca', 'everyone', 'explore', 'feed', 'followers',
    'following', 'guest', 'help', 'home', 'info', 'legal', 'login', 'logout', 'mail', 'me', 'media', 'messages', 'mod',
    'moderation', 'moderator', 'monetization', 'news', 'nobody', 'notifications', 'null', 'official', 'owner', 'password',
    'payments', 'payout', 'postmaster', 'press', 'privacy', 'profile', 'realtime', 'register', 'root', 'search',
    'security', 'service', 'settings', 'signin', 'signup', 'sponsor', 'sponsored', 'staff', 'status', 'superuser',
    'support', 'sysadmin', 'system', 'team', 'terms', 'topin', 'topinapp', 'topinhelp', 'topinofficial', 'topinstaff',
    'topinsupport', 'topinteam', 'trust', 'undefined', 'unknown', 'user', 'users', 'verified', 'verify', 'webmaster', 'www']
$$;
REVOKE ALL ON FUNCTION private.reserved_handles() FROM PUBLIC, anon, authenticated, service_role;
