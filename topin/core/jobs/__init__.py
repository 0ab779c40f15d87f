"""Work outside requests: the outbox and its handlers, jobs on a schedule, and the record of every run."""
