-- People: who they are, what they show, who likes them, how many follow them.

-- One row a person. Hot and narrow: what every list shows of somebody.
CREATE TABLE public.profiles (
  id uuid PRIMARY KEY REFERENCES auth.users (id) ON DELETE CASCADE,
  user_handle text NOT NULL,
  handle_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(user_handle COLLATE "C")) STORED,
  display_name text NOT NULL DEFAULT '' CHECK (length(display_name) <= 50 AND display_name !~ '[[:cntrl:]]'),
  bio text NOT NULL DEFAULT '' CHECK (length(bio) <= 500),
  avatar_url text CHECK (length(avatar_url) <= 2048),
  cover_url text CHECK (length(cover_url) <= 2048),
  is_verified boolean NOT NULL DEFAULT false,
  profile_visibility text NOT NULL DEFAULT 'public'
    CHECK (profile_visibility IN ('public', 'followers', 'private')),
  show_active_status text NOT NULL DEFAULT 'everyone'
    CHECK (show_active_status IN ('everyone', 'followers', 'mutuals', 'nobody')),
  suspended_at timestamptz,
  suspended_until timestamptz,
  deactivated_at timestamptz,
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT profiles_handle_form CHECK (user_handle ~ '^[A-Za-z0-9_.]{3,30}$'),
  CONSTRAINT profiles_suspension CHECK (suspended_until IS NULL OR suspended_at IS NOT NULL)
);
CREATE UNIQUE INDEX profiles_handle_key ON public.profiles (handle_key);
CREATE INDEX profiles_created_at ON public.profiles (created_at DESC, id DESC);
CREATE INDEX profiles_deactivated ON public.profiles (created_at DESC, id DESC) WHERE deactivated_at IS NOT NULL;
CREATE INDEX profiles_suspended ON public.profiles (suspended_until) WHERE suspended_at IS NOT NULL;

-- What a person tells about themselves; read only with the whole profile.
CREATE TABLE public.profile_details (
  user_id uuid PRIMARY KEY REFERENCES public.profiles (id) ON DELETE CASCADE,
  pronouns text CHECK (length(pronouns) <= 40),
  location text CHECK (length(location) <= 100),
  website text CHECK (length(website) <= 300 AND website ~ '^https?://'),
  occupation text CHECK (length(occupation) <= 100),
  interests text[] NOT NULL DEFAULT '{}' CHECK (cardinality(interests) <= 20),
  country text CHECK (country ~ '^[A-Z]{2}$'),
  language text CHECK (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' AND length(language) <= 35),
  birth_date date CHECK (birth_date >= '1900-01-01'),
  gender text CHECK (length(gender) <= 40)
);

-- Counters apart from the row everyone reads: a follow of a celebrity must not rewrite their profile.
-- Posts are counted by whom they are shown to, posts_own being those that their author alone sees (private, or hidden
-- by moderation); posts_count is what anybody else may see.
-- `counted` says whether this person stands in the counts of others (false while suspended or deactivated).
CREATE TABLE private.profile_stats (
  user_id uuid PRIMARY KEY REFERENCES public.profiles (id) ON DELETE CASCADE,
  followers_count bigint NOT NULL DEFAULT 0 CHECK (followers_count >= 0),
  following_count bigint NOT NULL DEFAULT 0 CHECK (following_count >= 0),
  posts_public bigint NOT NULL DEFAULT 0 CHECK (posts_public >= 0),
  posts_followers bigint NOT NULL DEFAULT 0 CHECK (posts_followers >= 0),
  posts_mutuals bigint NOT NULL DEFAULT 0 CHECK (posts_mutuals >= 0),
  posts_own bigint NOT NULL DEFAULT 0 CHECK (posts_own >= 0),
  posts_count bigint NOT NULL GENERATED ALWAYS AS (posts_public + posts_followers + posts_mutuals) STORED,
  like_count bigint NOT NULL DEFAULT 0 CHECK (like_count >= 0),
  counted boolean NOT NULL DEFAULT true
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);

-- Handles somebody gave up: they lead to their former owner and stay theirs for 14 days.
CREATE TABLE private.handle_history (
  id uuid PRIMARY KEY DEFAULT private.uuid7(),
  user_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  handle_key text COLLATE "C" NOT NULL,
  released_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX handle_history_key ON private.handle_history (handle_key, released_at DESC);
CREATE INDEX handle_history_user ON private.handle_history (user_id, released_at DESC);

CREATE TABLE public.profile_likes (
  profile_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  liker_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (profile_id, liker_id),
  CHECK (profile_id <> liker_id)
);
CREATE INDEX profile_likes_liker ON public.profile_likes (liker_id, created_at DESC);

-- The first like of a person by another, once for ever: like, unlike and like again earns once.
CREATE TABLE public.profile_like_logs (
  profile_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  liker_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (profile_id, liker_id)
);
CREATE INDEX profile_like_logs_time ON public.profile_like_logs (profile_id, created_at);

-- Requests for the blue tick; one open at a time.
CREATE TABLE public.verification_requests (
  id uuid PRIMARY KEY DEFAULT private.uuid7(),
  user_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  category text NOT NULL CHECK (category IN
    ('creator', 'journalist', 'artist', 'athlete', 'business', 'government', 'organisation', 'other')),
  full_name text NOT NULL CHECK (length(full_name) BETWEEN 1 AND 100),
  evidence_media_id uuid,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'rejected', 'revoked')),
  reason text CHECK (length(reason) <= 1000),
  created_at timestamptz NOT NULL DEFAULT now(),
  decided_at timestamptz,
  CHECK ((status = 'pending') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX verification_requests_open ON public.verification_requests (user_id) WHERE status = 'pending';
CREATE INDEX verification_requests_user ON public.verification_requests (user_id, created_at DESC);
CREATE INDEX verification_requests_queue ON public.verification_requests (status, created_at);
CREATE INDEX verification_requests_time ON public.verification_requests (created_at);

-- When somebody was last seen on a socket or by a request; written in batches.
CREATE TABLE private.presence (
  user_id uuid PRIMARY KEY REFERENCES public.profiles (id) ON DELETE CASCADE,
  seen_at timestamptz NOT NULL
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);

-- Accounts whose owners have closed them: hidden at once, erased 30 days later.
CREATE TABLE private.account_closures (
  user_id uuid PRIMARY KEY REFERENCES public.profiles (id) ON DELETE CASCADE,
  closed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX account_closures_time ON private.account_closures (closed_at);
