-- Pictures and videos. A row is there before its files are, and is gone before they go: files without a row are
-- swept, rows without files are found by the reconciler.
CREATE TABLE public.media (
  id uuid PRIMARY KEY DEFAULT private.uuid7(),
  owner_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  -- What it hangs on: a post, or one of the owner's other things; neither while it is free.
  post_id uuid REFERENCES public.posts (id) ON DELETE CASCADE,
  used_as text CHECK (used_as IN ('avatar', 'cover', 'evidence', 'message')),
  position smallint NOT NULL DEFAULT 0,
  kind text NOT NULL CHECK (kind IN ('image', 'video')),
  -- pending: nothing is known of its content yet; processing: its content is being made safe; ready; failed.
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'processing', 'ready', 'failed')),
  failure text,
  failure_detail text,
  mime text,
  width integer CHECK (width > 0),
  height integer CHECK (height > 0),
  duration numeric(10, 3) CHECK (duration >= 0),
  blurhash text,
  alt text CHECK (char_length(alt) <= 1500),
  variants text[] NOT NULL DEFAULT '{}',
  -- What it takes of its owner's quota: what was announced, then what is stored.
  bytes bigint NOT NULL DEFAULT 0 CHECK (bytes >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  touched_at timestamptz NOT NULL DEFAULT now(),
  checked_at timestamptz NOT NULL DEFAULT 'epoch',  -- when its files were last looked for
  CONSTRAINT media_hangs_on_one_thing CHECK (post_id IS NULL OR used_as IS NULL),
  CONSTRAINT media_failure CHECK ((status = 'failed') = (failure IS NOT NULL))
);
CREATE INDEX media_post ON public.media (post_id, position) WHERE post_id IS NOT NULL;
CREATE INDEX media_owner ON public.media (owner_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX media_profile_image ON public.media (owner_id, used_as) WHERE used_as IN ('avatar', 'cover');
CREATE INDEX media_unused ON public.media (touched_at) WHERE post_id IS NULL AND used_as IS NULL;
CREATE INDEX media_evidence ON public.media (touched_at) WHERE used_as = 'evidence';
CREATE INDEX media_unchecked ON public.media (checked_at, id) WHERE status = 'ready';
-- The staff's list.
CREATE INDEX media_created_at ON public.media (created_at DESC, id DESC);
CREATE INDEX media_videos ON public.media (created_at DESC, id DESC) WHERE kind = 'video';
CREATE INDEX media_unready ON public.media (status, created_at DESC, id DESC) WHERE status <> 'ready';
