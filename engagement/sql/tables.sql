-- Likes, bookmarks, comments, and what is counted of them.

CREATE TABLE public.likes (
  post_id uuid NOT NULL REFERENCES public.posts (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (post_id, user_id)
);
CREATE INDEX likes_post_time ON public.likes (post_id, created_at DESC, user_id DESC);
CREATE INDEX likes_user_time ON public.likes (user_id, created_at DESC, post_id DESC);

-- What a person keeps for themselves to come back to. Nobody else learns of it, so it has no count and marks no post.
CREATE TABLE public.bookmarks (
  post_id uuid NOT NULL REFERENCES public.posts (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (post_id, user_id)
);
CREATE INDEX bookmarks_user_time ON public.bookmarks (user_id, created_at DESC, post_id DESC);

-- A comment stands below a post, or below another comment (its parent) of the same post; thread_id is what it
-- stands below. One that was answered (`replied`) stays as a tombstone when it is deleted, so that the answers keep
-- their place. The text of a deleted one is kept for 30 days; author_id is NULL once the account was erased.
CREATE TABLE public.comments (
  id uuid PRIMARY KEY DEFAULT private.uuid7(),
  post_id uuid NOT NULL REFERENCES public.posts (id) ON DELETE CASCADE,
  parent_id uuid REFERENCES public.comments (id) ON DELETE CASCADE,
  thread_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(parent_id, post_id)) STORED,
  author_id uuid REFERENCES public.profiles (id) ON DELETE SET NULL,
  content text NOT NULL CHECK (char_length(content) <= 2000),
  has_mentions boolean NOT NULL DEFAULT false,
  replied boolean NOT NULL DEFAULT false,
  hidden_at timestamptz,  -- by moderation
  hidden_by_author_at timestamptz,  -- by the author of the post
  deleted_at timestamptz,
  edited_at timestamptz,
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (deleted_at IS NOT NULL OR content <> '')
);
CREATE INDEX comments_thread ON public.comments (post_id, thread_id, created_at DESC, id DESC);
CREATE INDEX comments_parent ON public.comments (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX comments_author ON public.comments (author_id, created_at DESC, id DESC);
CREATE INDEX comments_created_at ON public.comments (created_at DESC, id DESC);
CREATE INDEX comments_hidden ON public.comments (created_at DESC, id DESC) WHERE hidden_at IS NOT NULL;
CREATE INDEX comments_tombstones ON public.comments (created_at DESC, id DESC) WHERE deleted_at IS NOT NULL;
CREATE INDEX comments_deleted ON public.comments (deleted_at) WHERE deleted_at IS NOT NULL AND (NOT replied OR content <> '');

CREATE TABLE public.comment_mentions (
  comment_id uuid NOT NULL REFERENCES public.comments (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  position smallint NOT NULL,
  handle text COLLATE "C",  -- as the text has it, in small letters; NULL: as it is today
  PRIMARY KEY (comment_id, user_id)
);
CREATE INDEX comment_mentions_user ON public.comment_mentions (user_id, comment_id);

-- Whom an earlier wording mentioned: they are not told a second time.
CREATE TABLE private.comment_mentions_past (
  comment_id uuid NOT NULL REFERENCES public.comments (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  PRIMARY KEY (comment_id, user_id)
);
CREATE INDEX comment_mentions_past_user ON private.comment_mentions_past (user_id);

CREATE TABLE public.comment_likes (
  comment_id uuid NOT NULL REFERENCES public.comments (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (comment_id, user_id)
);
CREATE INDEX comment_likes_comment_time ON public.comment_likes (comment_id, created_at DESC, user_id DESC);
CREATE INDEX comment_likes_user ON public.comment_likes (user_id, created_at DESC);

-- One narrow row per comment, made with it, and what `top` is read from. Not shown: deleted and never answered.
CREATE TABLE private.comment_counters (
  comment_id uuid PRIMARY KEY REFERENCES public.comments (id) ON DELETE CASCADE,
  thread_id uuid NOT NULL,
  like_count bigint NOT NULL DEFAULT 0 CHECK (like_count >= 0),
  reply_count bigint NOT NULL DEFAULT 0 CHECK (reply_count >= 0),
  shown boolean NOT NULL DEFAULT true
) WITH (fillfactor = 70);
CREATE INDEX comment_counters_top ON private.comment_counters (thread_id, like_count DESC, comment_id DESC) WHERE shown;

-- The first like of a post by a person, once for ever: like, unlike and like again earns once.
CREATE TABLE private.earned_like (
  post_id uuid NOT NULL REFERENCES public.posts (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (post_id, user_id)
);
CREATE INDEX earned_like_user ON private.earned_like (user_id);

-- Each like and each like taken back, as it came in, by month; `earned`: the first ever, and not of one's own post.
-- No foreign keys: what was earned stays when the post or the account goes.
CREATE TABLE public.post_like_logs (
  id uuid NOT NULL DEFAULT private.uuid7(),
  post_id uuid NOT NULL,
  author_id uuid NOT NULL,
  user_id uuid NOT NULL,
  liked boolean NOT NULL,
  earned boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);
CREATE INDEX post_like_logs_time ON public.post_like_logs USING brin (created_at);
CREATE INDEX post_like_logs_author ON public.post_like_logs (author_id, created_at);
CREATE INDEX post_like_logs_user ON public.post_like_logs (user_id, created_at);

-- Counters and figures of days that a nightly proof found wrong and made right: how they stood, and what they became.
-- `user_id`: whose they are. No foreign keys: a proof writes while it holds the counters, which a deletion waits for.
CREATE TABLE private.corrections (
  id uuid PRIMARY KEY DEFAULT private.uuid7(),
  kind text NOT NULL CHECK (kind IN ('post', 'person', 'comment', 'post_day', 'person_day', 'product_day')),
  subject_id uuid,
  user_id uuid,
  day date CHECK ((day IS NOT NULL) = (kind LIKE '%_day')),
  stored jsonb NOT NULL,
  counted jsonb NOT NULL,
  corrected_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX corrections_kind ON private.corrections (kind, id);
CREATE INDEX corrections_subject ON private.corrections (subject_id);
CREATE INDEX corrections_user ON private.corrections (user_id);
