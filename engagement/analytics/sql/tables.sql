-- Views as events, and what is counted from events: per person and day, per post and day.

-- Each view that counted, in the month in which the server took it in. `viewer_key` is the day's keyed hash of an anonymous
-- viewer's address, `address_key` one whose key lives 90 days, for moderation; no address is kept.
CREATE TABLE public.post_view_logs (
  post_id uuid NOT NULL,
  author_id uuid NOT NULL,
  viewer_id uuid REFERENCES public.profiles (id) ON DELETE SET NULL,
  viewer_key uuid,
  address_key uuid,
  is_own boolean NOT NULL,
  earns boolean NOT NULL,
  watched_ms integer CHECK (watched_ms >= 0),
  client_at timestamptz,
  seen_at timestamptz NOT NULL
) PARTITION BY RANGE (seen_at);
CREATE INDEX post_view_logs_time ON public.post_view_logs USING brin (seen_at);
CREATE INDEX post_view_logs_viewer ON public.post_view_logs (viewer_id) WHERE viewer_id IS NOT NULL;

-- The batches of the buffer that were applied: one is applied once, however often its job is killed and run again.
-- `seen_since`: when the oldest of its views was seen, so that it is known which days may have changed.
CREATE TABLE private.view_batches (
  id uuid PRIMARY KEY,
  events integer NOT NULL,
  seen_since timestamptz,
  counted integer NOT NULL DEFAULT 0,
  applied_at timestamptz NOT NULL DEFAULT now()
);

-- The keys that addresses are hashed with, of the period that began on that day; erased when the next one begins.
CREATE TABLE private.hash_keys (
  purpose text NOT NULL CHECK (purpose IN ('viewer', 'address')),
  starts date NOT NULL,
  key bytea NOT NULL CHECK (octet_length(key) = 32),
  PRIMARY KEY (purpose, starts)
);

-- A UTC day as it was last counted: from what was seen before `as_of`. A final one is never counted again.
CREATE TABLE private.analytics_days (
  day date PRIMARY KEY,
  as_of timestamptz NOT NULL,
  is_final boolean NOT NULL DEFAULT false
);

-- Until when everything that was taken in has reached PostgreSQL: one row.
CREATE TABLE private.analytics_state (
  sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
  flushed_until timestamptz NOT NULL
);

-- What came to a person on a day (UTC): to their posts, and to themselves.
CREATE TABLE public.user_analytics (
  user_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  day date NOT NULL,
  views bigint NOT NULL DEFAULT 0,
  viewers bigint NOT NULL DEFAULT 0,
  earning_views bigint NOT NULL DEFAULT 0,
  watched_ms bigint NOT NULL DEFAULT 0,
  likes bigint NOT NULL DEFAULT 0,
  unlikes bigint NOT NULL DEFAULT 0,
  earning_likes bigint NOT NULL DEFAULT 0,
  comments bigint NOT NULL DEFAULT 0,
  reposts bigint NOT NULL DEFAULT 0,
  followers bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (user_id, day)
);
CREATE INDEX user_analytics_day ON public.user_analytics (day);

-- What came to a post on a day (UTC).
CREATE TABLE private.post_analytics (
  post_id uuid NOT NULL REFERENCES public.posts (id) ON DELETE CASCADE,
  day date NOT NULL,
  author_id uuid NOT NULL,
  views bigint NOT NULL DEFAULT 0,
  viewers bigint NOT NULL DEFAULT 0,
  earning_views bigint NOT NULL DEFAULT 0,
  watched_ms bigint NOT NULL DEFAULT 0,
  likes bigint NOT NULL DEFAULT 0,
  unlikes bigint NOT NULL DEFAULT 0,
  earning_likes bigint NOT NULL DEFAULT 0,
  comments bigint NOT NULL DEFAULT 0,
  reposts bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (post_id, day)
);
CREATE INDEX post_analytics_author ON private.post_analytics (author_id, day) INCLUDE (post_id, views);
CREATE INDEX post_analytics_day ON private.post_analytics (day);

-- What happened on a day (UTC) over the whole product, for the staff. `active`: people who saw, liked, commented or posted.
CREATE TABLE private.product_days (
  day date PRIMARY KEY,
  sign_ups bigint NOT NULL DEFAULT 0,
  posts bigint NOT NULL DEFAULT 0,
  comments bigint NOT NULL DEFAULT 0,
  likes bigint NOT NULL DEFAULT 0,
  views bigint NOT NULL DEFAULT 0,
  active bigint NOT NULL DEFAULT 0
);

-- Who was active on a day, so that who came back is counted without reading weeks of events.
CREATE TABLE private.active_days (
  user_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  day date NOT NULL,
  PRIMARY KEY (user_id, day)
);
CREATE INDEX active_days_day ON private.active_days (day, user_id);

-- Ids that clients gave to views, for eight days: one that is sent again, on whatever day, counts for nothing.
CREATE TABLE private.view_events (
  id uuid PRIMARY KEY,
  day date NOT NULL
);
CREATE INDEX view_events_day ON private.view_events (day);
