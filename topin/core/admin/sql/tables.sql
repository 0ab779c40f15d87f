-- What staff have done: append-only, each entry holding the hash of the one before it.

-- before and after hold what changed (states, times, amounts), never what a person wrote or who they are: that
-- is reached through target_id for as long as it stands. Personal data that an action must keep will lie in an
-- encrypted table beside this one, so that an erasure drops a key and the chain still holds.
CREATE TABLE private.audit_log (
  id bigint PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  staff_id integer NOT NULL,
  staff_name text NOT NULL,
  action text NOT NULL CHECK (action ~ '^[a-z][a-z_.]{1,62}$'),
  target_type text NOT NULL,
  target_id text NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 3 AND 1000),
  before jsonb,
  after jsonb,
  address inet,
  request_id text,
  previous bytea,
  hash bytea NOT NULL
);
CREATE INDEX audit_log_target ON private.audit_log (target_type, target_id, id DESC);
CREATE INDEX audit_log_staff ON private.audit_log (staff_id, id DESC);
