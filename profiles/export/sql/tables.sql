-- Exports of a person's data. A row outlives its account (user_id is emptied), so that the job still finds the file.
CREATE TABLE private.data_exports (
  id uuid PRIMARY KEY DEFAULT private.uuid7(),
  user_id uuid REFERENCES public.profiles (id) ON DELETE SET NULL,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'running', 'ready', 'failed')),
  tries smallint NOT NULL DEFAULT 0,
  bytes bigint CHECK (bytes >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  expires_at timestamptz,
  CHECK ((status IN ('ready', 'failed')) = (finished_at IS NOT NULL)),
  CHECK ((status = 'ready') = (bytes IS NOT NULL AND expires_at IS NOT NULL))
);
CREATE UNIQUE INDEX data_exports_open ON private.data_exports (user_id) WHERE status IN ('pending', 'running');
CREATE INDEX data_exports_user ON private.data_exports (user_id, created_at DESC, id DESC);
CREATE INDEX data_exports_ends ON private.data_exports (created_at);

-- What an erasure took and what it left: counts by table, under a keyed hash of the account's id and nothing else of anybody.
CREATE TABLE private.erasure_certificates (
  id uuid PRIMARY KEY DEFAULT private.uuid7(),
  account_hash text NOT NULL CHECK (account_hash ~ '^[0-9a-f]{64}$'),
  closed_at timestamptz NOT NULL,
  erased_at timestamptz NOT NULL,
  erased jsonb NOT NULL,
  kept jsonb NOT NULL,
  unexplained jsonb NOT NULL
);
CREATE INDEX erasure_certificates_hash ON private.erasure_certificates (account_hash);
