-- What a person has chosen. Every default of /api/settings stands here and nowhere else; profile_visibility
-- and show_active_status lie in public.profiles, because every read of a profile asks for them.
CREATE TABLE public.user_settings (
  user_id uuid PRIMARY KEY REFERENCES public.profiles (id) ON DELETE CASCADE,
  allow_messages_from text NOT NULL DEFAULT 'everyone'
    CHECK (allow_messages_from IN ('everyone', 'followers', 'mutuals', 'nobody')),
  allow_mentions_from text NOT NULL DEFAULT 'everyone'
    CHECK (allow_mentions_from IN ('everyone', 'followers', 'mutuals', 'nobody')),
  show_liked_posts boolean NOT NULL DEFAULT true,
  searchable boolean NOT NULL DEFAULT true,
  notify_push boolean NOT NULL DEFAULT true,
  notify_email boolean NOT NULL DEFAULT true,
  notify_likes boolean NOT NULL DEFAULT true,
  notify_comments boolean NOT NULL DEFAULT true,
  notify_mentions boolean NOT NULL DEFAULT true,
  notify_follows boolean NOT NULL DEFAULT true,
  notify_reposts boolean NOT NULL DEFAULT true,
  notify_messages boolean NOT NULL DEFAULT true,
  notify_marketing boolean NOT NULL DEFAULT false,
  quiet_start time,
  quiet_end time,
  quiet_timezone text NOT NULL DEFAULT 'UTC' CHECK (length(quiet_timezone) BETWEEN 1 AND 64),
  font_scale numeric(3, 2) NOT NULL DEFAULT 1.00 CHECK (font_scale BETWEEN 0.50 AND 3.00),
  reduce_motion boolean NOT NULL DEFAULT false,
  high_contrast boolean NOT NULL DEFAULT false,
  captions boolean NOT NULL DEFAULT false,
  autoplay boolean NOT NULL DEFAULT true,
  is_content_creator boolean NOT NULL DEFAULT false,
  version bigint NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT user_settings_quiet_hours CHECK ((quiet_start IS NULL) = (quiet_end IS NULL))
);
-- The few who do not want to be found: asked for each match of a search.
CREATE INDEX user_settings_unsearchable ON public.user_settings (user_id) WHERE NOT searchable;
