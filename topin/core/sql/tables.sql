-- The foundation's own tables.

-- Which repeatable SQL file stands in this database, and in which version.
CREATE TABLE private.sql_file (
  name text PRIMARY KEY,
  digest text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);

-- The first answer to a POST that carried an Idempotency-Key (api.md): per user, kept for at least 24 hours.
CREATE TABLE private.idempotency_key (
  user_id uuid NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  fingerprint bytea NOT NULL,
  status smallint NOT NULL,
  headers jsonb NOT NULL,
  body bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_key_created_at ON private.idempotency_key (created_at);
