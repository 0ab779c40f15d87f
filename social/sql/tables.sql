-- Who follows, asks to follow, blocks and mutes whom.

-- is_mutual stands on both rows of a pair or on none; it is written only under the lock of both people.
CREATE TABLE public.followers (
  follower_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  following_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  is_mutual boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (follower_id, following_id) INCLUDE (is_mutual),
  CHECK (follower_id <> following_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.01);
CREATE INDEX followers_time ON public.followers (created_at);
CREATE INDEX followers_of ON public.followers (following_id, created_at DESC, follower_id DESC);
CREATE INDEX followers_by ON public.followers (follower_id, created_at DESC, following_id DESC);
CREATE INDEX followers_mutual ON public.followers (follower_id, created_at DESC, following_id DESC) WHERE is_mutual;

CREATE TABLE public.follow_requests (
  requester_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  target_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (requester_id, target_id),
  CHECK (requester_id <> target_id)
);
CREATE INDEX follow_requests_to ON public.follow_requests (target_id, created_at DESC, requester_id DESC);

CREATE TABLE public.blocked_users (
  blocker_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  blocked_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (blocker_id, blocked_id),
  CHECK (blocker_id <> blocked_id)
);
CREATE INDEX blocked_users_reverse ON public.blocked_users (blocked_id, blocker_id);
CREATE INDEX blocked_users_list ON public.blocked_users (blocker_id, created_at DESC, blocked_id DESC);

CREATE TABLE public.mutes (
  muter_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  muted_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (muter_id, muted_id),
  CHECK (muter_id <> muted_id)
);
CREATE INDEX mutes_list ON public.mutes (muter_id, created_at DESC, muted_id DESC);
CREATE INDEX mutes_muted ON public.mutes (muted_id);

-- What people are found by: the words of handle and name, folded; none of who does not want to be found.
-- `popularity` is the logarithm of the followers, so that a follow seldom touches it; a job keeps it.
CREATE TABLE private.person_terms (
  user_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  term text COLLATE "C" NOT NULL,
  popularity smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (user_id, term)
);
CREATE INDEX person_terms_prefix ON private.person_terms (term, user_id) INCLUDE (popularity);
CREATE INDEX person_terms_two ON private.person_terms (left(term, 2), popularity DESC, user_id) INCLUDE (term);
CREATE INDEX person_terms_three ON private.person_terms (left(term, 3), popularity DESC, user_id) INCLUDE (term);
-- For typing errors in front.
CREATE INDEX person_terms_tail ON private.person_terms (substr(term, 3), popularity DESC, user_id) INCLUDE (term);
CREATE INDEX person_terms_end ON private.person_terms (right(term, 4), popularity DESC, user_id) INCLUDE (term);
-- Who is widely followed and lets themselves be found, for suggestions.
CREATE INDEX person_terms_popular ON private.person_terms (popularity DESC, user_id);
