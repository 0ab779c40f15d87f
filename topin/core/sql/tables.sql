-- The foundation's own tables.

-- Which repeatable SQL file stands in this database, and in which version.
CREATE TABLE private.sql_file (
  name text PRIMARY KEY,
  digest text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);

-- The first answer to a POST that carried an Idempotency-Key: per user, kept for at least 24 hours.
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

-- Where each person's stream of durable events stands (docs/realtime.md): `last_seq` counts up, `floor_seq` is the
-- highest that was pruned, `epoch` changes when the numbers begin anew. No foreign key: core knows no accounts,
-- private.prune_streams takes away what belongs to nobody.
CREATE TABLE private.stream (
  user_id uuid PRIMARY KEY,
  epoch uuid NOT NULL DEFAULT gen_random_uuid(),
  last_seq bigint NOT NULL DEFAULT 0,
  floor_seq bigint NOT NULL DEFAULT 0,
  CHECK (floor_seq BETWEEN 0 AND last_seq)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);

-- The events: ids alone; what they show is read under the reader's own rights when they are delivered.
CREATE TABLE private.stream_event (
  user_id uuid NOT NULL REFERENCES private.stream (user_id) ON DELETE CASCADE,
  seq bigint NOT NULL,
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z_]*(\.[a-z_]+)?$' AND length(kind) <= 50),
  data jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, seq)
);
CREATE INDEX stream_event_created_at ON private.stream_event (created_at);

-- What can come in thousands for one person: appended without touching their stream, folded by private.fold_events.
CREATE TABLE private.pending_event (
  id uuid PRIMARY KEY DEFAULT private.uuid7(),
  user_id uuid NOT NULL,
  kind text NOT NULL,
  topic text NOT NULL,
  data jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX pending_event_created_at ON private.pending_event (created_at, id);
