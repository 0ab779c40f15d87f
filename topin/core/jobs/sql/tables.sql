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

-- Every run of every job. A run whose worker was killed is found as 'lost' by the next one.
CREATE TABLE private.job_run (
  id uuid PRIMARY KEY DEFAULT private.uuid7(),
  job text NOT NULL CHECK (length(job) BETWEEN 1 AND 100),
  unique_key text CHECK (length(unique_key) <= 200),
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  duration interval GENERATED ALWAYS AS (finished_at - started_at) STORED,
  rows bigint,
  outcome text NOT NULL DEFAULT 'running' CHECK (outcome IN ('running', 'done', 'failed', 'lost')),
  error text CHECK (length(error) <= 1000),
  CHECK ((outcome = 'running') = (finished_at IS NULL))
);
CREATE INDEX job_run_job ON private.job_run (job, started_at DESC);
CREATE INDEX job_run_started_at ON private.job_run (started_at DESC, id DESC);
CREATE INDEX job_run_not_done ON private.job_run (outcome, started_at DESC, id DESC) WHERE outcome <> 'done';
CREATE INDEX job_run_running ON private.job_run (job) WHERE outcome = 'running';
CREATE UNIQUE INDEX job_run_unique_key ON private.job_run (job, unique_key)
  WHERE outcome = 'done' AND unique_key IS NOT NULL;

-- The jobs that should have run by now and have not, since when; kept by the job core.watch.
CREATE TABLE private.late_job (
  job text PRIMARY KEY,
  since timestamptz NOT NULL DEFAULT now()
);
