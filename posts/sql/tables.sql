-- Posts, what hangs on them, and what the feed is read from.
-- Counters never stand on posts: an update would clear the visibility map that the feed's index-only walks live on.
CREATE TABLE public.posts (
  id uuid PRIMARY KEY DEFAULT private.uuid7(),
  author_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  type text NOT NULL CHECK (type IN ('text', 'image', 'video')),
  content text NOT NULL DEFAULT '' CHECK (char_length(content) <= 5000),
  audience text NOT NULL DEFAULT 'public' CHECK (audience IN ('public', 'followers', 'mutuals', 'private')),
  comments_from text NOT NULL DEFAULT 'everyone' CHECK (comments_from IN ('everyone', 'followers', 'mutuals', 'nobody')),
  hashtags text[] NOT NULL DEFAULT '{}',
  has_mentions boolean NOT NULL DEFAULT false,
  hidden_at timestamptz,
  deleted_at timestamptz,
  edited_at timestamptz,
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now()
) WITH (
  autovacuum_vacuum_insert_threshold = 1000, autovacuum_vacuum_insert_scale_factor = 0.01,
  autovacuum_vacuum_scale_factor = 0.02
);
CREATE INDEX posts_author_time ON public.posts (author_id, created_at DESC, id DESC) INCLUDE (audience)
  WHERE deleted_at IS NULL;
-- What an erasure of the author follows: the one above has no deleted posts, so it would read the whole table.
CREATE INDEX posts_author ON public.posts (author_id);
-- The staff's list and figures; an id tells the time only of posts that were made here.
CREATE INDEX posts_created_at ON public.posts (created_at DESC, id DESC);
CREATE INDEX posts_deleted ON public.posts (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX posts_hidden ON public.posts (created_at DESC, id DESC) WHERE hidden_at IS NOT NULL;

-- One narrow row per post, made with it: half-empty pages keep its updates on the same page (HOT).
CREATE TABLE private.post_counters (
  post_id uuid PRIMARY KEY REFERENCES public.posts (id) ON DELETE CASCADE,
  like_count bigint NOT NULL DEFAULT 0 CHECK (like_count >= 0),
  comment_count bigint NOT NULL DEFAULT 0 CHECK (comment_count >= 0),
  repost_count bigint NOT NULL DEFAULT 0 CHECK (repost_count >= 0),
  view_count bigint NOT NULL DEFAULT 0 CHECK (view_count >= 0),
  -- Both tell the feed where to look for other entries of the post, and are seldom written, so that reposts of a hot post
  -- do not queue for this row: whether it was ever reposted, and a time before which reposts of it were taken back.
  reposted boolean NOT NULL DEFAULT false,
  unreposted_at timestamptz
) WITH (fillfactor = 50);

-- What likes, comments and reposts add to the counters of a post or a comment (target_id): appended in the transaction
-- of the like, so that nobody waits for a hot row, and folded into the counters by private.fold_counters within seconds.
CREATE TABLE private.counter_step (
  id uuid PRIMARY KEY DEFAULT private.uuid7(),
  target_id uuid NOT NULL,
  likes bigint NOT NULL DEFAULT 0,
  replies bigint NOT NULL DEFAULT 0,
  reposts bigint NOT NULL DEFAULT 0
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
CREATE INDEX counter_step_target ON private.counter_step (target_id);

-- The wordings a post had before the one that stands on it, each with the audience it was written for: a text
-- of a private post stays private when the post is later reworded and opened.
CREATE TABLE private.post_history (
  post_id uuid NOT NULL REFERENCES public.posts (id) ON DELETE CASCADE,
  revision integer NOT NULL CHECK (revision > 0),
  content text NOT NULL,
  audience text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (post_id, revision)
);

CREATE TABLE public.post_mentions (
  post_id uuid NOT NULL REFERENCES public.posts (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  position smallint NOT NULL,
  handle text COLLATE "C",  -- as the text has it, in small letters; NULL: as it is today
  PRIMARY KEY (post_id, user_id)
);
CREATE INDEX post_mentions_user ON public.post_mentions (user_id, post_id);

-- Whom an earlier wording mentioned: they are not told a second time.
CREATE TABLE private.post_mentions_past (
  post_id uuid NOT NULL REFERENCES public.posts (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  PRIMARY KEY (post_id, user_id)
);
CREATE INDEX post_mentions_past_user ON private.post_mentions_past (user_id);

CREATE TABLE public.reposts (
  post_id uuid NOT NULL REFERENCES public.posts (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (post_id, user_id)
);
CREATE INDEX reposts_user_time ON public.reposts (user_id, created_at DESC, post_id DESC);
-- Who reposted a post, the latest first.
CREATE INDEX reposts_post_time ON public.reposts (post_id, created_at DESC, user_id DESC);
CREATE INDEX reposts_time ON public.reposts USING brin (created_at);

-- What followers read: a post, or a repost of a public one, as one row of the one who brings it. A row that is taken
-- back stays for a day with removed_at set. A reading of the feed shows what stood when it began, over all its pages;
-- made_in and removed_in tell, where the times are too close, what its first page could see.
CREATE TABLE private.feed_entries (
  created_at timestamptz NOT NULL,
  post_id uuid NOT NULL REFERENCES public.posts (id) ON DELETE CASCADE,
  actor_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  made_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
  removed_at timestamptz,
  removed_in xid8,
  audience text NOT NULL,
  PRIMARY KEY (post_id, created_at, actor_id)
) WITH (
  autovacuum_vacuum_insert_threshold = 1000, autovacuum_vacuum_insert_scale_factor = 0.01,
  autovacuum_vacuum_scale_factor = 0.02
);
CREATE INDEX feed_entries_time ON private.feed_entries (created_at DESC, post_id DESC, actor_id DESC)
  INCLUDE (audience, removed_at);
CREATE INDEX feed_entries_actor_time ON private.feed_entries (actor_id, created_at DESC, post_id DESC)
  INCLUDE (audience, removed_at);
CREATE INDEX feed_entries_removed ON private.feed_entries (removed_at) WHERE removed_at IS NOT NULL;

-- What a search of posts looks into: the words and #tags of each post that others may be shown, beside posts, so that
-- those stay narrow and the newest few thousand are read in a stretch.
CREATE TABLE private.post_words (
  post_id uuid PRIMARY KEY REFERENCES public.posts (id) ON DELETE CASCADE,
  author_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  audience text NOT NULL,
  created_at timestamptz NOT NULL,
  stretch integer NOT NULL,  -- of private.post_stretches: a function of created_at
  words tsvector NOT NULL
) WITH (autovacuum_vacuum_insert_threshold = 1000, autovacuum_vacuum_insert_scale_factor = 0.01);
CREATE INDEX post_words_time ON private.post_words (created_at DESC, post_id DESC);
CREATE INDEX post_words_author ON private.post_words (author_id);
-- As private.parted_words, by which it is found. New posts wait in a list that each use reads: kept to 16 pages.
CREATE INDEX post_words_parted ON private.post_words USING gin (
  (replace(' ' || words::text, ' ''', ' ''' || to_hex(stretch) || ':')::tsvector)
) WITH (gin_pending_list_limit = 128);

-- Where time is parted for the index of words, so that each stretch holds about as many posts (private.cut_stretches).
CREATE TABLE private.post_stretches (
  number integer PRIMARY KEY,
  starts_at timestamptz NOT NULL,
  marked boolean NOT NULL DEFAULT false  -- whether all stretches before it have their marks
);
CREATE UNIQUE INDEX post_stretches_time ON private.post_stretches (starts_at) INCLUDE (number);

-- Which stretches are worth asking for a word: private.marks_of the words in posts of a stretch. One row for all that
-- stood there when it was marked, one more for what was edited in it since.
CREATE TABLE private.stretch_marks (
  stretch integer NOT NULL,
  marks integer[] NOT NULL
);
CREATE INDEX stretch_marks_stretch ON private.stretch_marks (stretch);
CREATE INDEX stretch_marks_marks ON private.stretch_marks USING gin (marks) WITH (fastupdate = off);

-- Who has seen what, once a viewer and UTC day. Of an anonymous viewer a keyed hash alone is kept.
CREATE TABLE public.post_views (
  post_id uuid NOT NULL REFERENCES public.posts (id) ON DELETE CASCADE,
  viewer_key uuid NOT NULL,
  day date NOT NULL,
  is_anonymous boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (post_id, viewer_key, day)
);
CREATE INDEX post_views_viewer ON public.post_views (viewer_key);
CREATE INDEX post_views_anonymous ON public.post_views (day) WHERE is_anonymous;

-- One row per video post: what monetization and moderation decide about it.
CREATE TABLE public.user_videos (
  post_id uuid PRIMARY KEY REFERENCES public.posts (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  duration numeric(10, 3),
  is_monetized boolean NOT NULL DEFAULT true,
  is_demonetized boolean NOT NULL DEFAULT false,
  demonetized_at timestamptz,
  demonetized_reason text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX user_videos_user ON public.user_videos (user_id, created_at DESC, post_id DESC);

-- How far somebody has read their latest feed: the `head` of a reading as the feed gave it, and the moment it stands for.
CREATE TABLE private.feed_markers (
  user_id uuid PRIMARY KEY REFERENCES public.profiles (id) ON DELETE CASCADE,
  head text NOT NULL CHECK (length(head) <= 500),
  at timestamptz NOT NULL
) WITH (fillfactor = 50);
