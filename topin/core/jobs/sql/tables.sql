-- Work that is to be done after a commit, and what became of each run of a job.

-- One message: made in the transaction of its cause, so that neither is there without the other.
-- run_at: when it may be taken; of a taken one, when its lease ends and another worker may take it.
-- payload.secret is encrypted before it comes here (topin/core/jobs/secret.py) and erased at the end.
CREATE TABLE private.outbox (
  id uuid PRIMARY KEY DEFAULT private.uuid7(),
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z0-9_.]{0,62}$'),
  queue text NOT NULL DEFAULT 'default' CHECK (queue IN ('realtime', 'default', 'money', 'bulk')),
  unique_key text CHECK (length(unique_key) <= 200),
  payload jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(payload) = 'object'),
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'taken', 'done', 'dead')),
  tries smallint NOT NULL DEFAULT 0,
  run_at timestamptz NOT NULL DEFAULT now(),
  lease uuid,
  error text CHECK (length(error) <= 1000),
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  CHECK ((status = 'taken') = (lease IS NOT NULL)),
  CHECK ((status IN ('done', 'dead')) = (finished_at IS NOT NULL))
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
CREATE UNIQUE INDEX outbox_unique_key ON private.outbox (kind, unique_key) WHERE unique_key IS NOT NULL;
CREATE INDEX outbox_due ON private.outbox (queue, run_at) WHERE status IN ('waiting', 'taken');
CREATE INDEX outbox_dead ON private.outbox (finished_at DESC, id DESC) WHERE status = 'dead';
CREATE INDEX outbox_done ON private.outbox (finished_at) WHERE status = 'done';
CREATE INDEX outbox_created_at ON private.outbox (created_at DESC, id DESC);
