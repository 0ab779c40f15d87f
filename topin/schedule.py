"""When each job runs, as a new database is told; from then on the schedule is the staff's, in the admin."""

from celery.schedules import crontab
from django.conf import settings

from topin.core.jobs.schedule import Entry

SCHEDULE = (
    Entry(
        "core.poll",
        settings.OUTBOX_POLL,
        "Look for messages in the outbox that no process woke a worker for.",
    ),
    Entry("core.watch", 60, "Compare every job's last success with its schedule and alarm for the late ones."),
    Entry("realtime.fold", 3, "Make one event of the many that came in for one person and topic."),
    Entry("realtime.prune", crontab(minute="29"), "Let go of stream events older than a week."),
    Entry("profiles.erase", 3600, "Erase accounts that their owners closed 30 days ago."),
    Entry("profiles.export", 900, "Make the exports of people's data that were asked for and not made at once."),
    Entry("profiles.export_sweep", 3600, "Delete exports after a week, and those of accounts that are gone."),
    Entry("social.activity", 60, "Count those again whose suspension has run out."),
    Entry("social.popularity", 3600, "Bring the popularity that search ranks by in line with the followers."),
    Entry(
        "posts.sweep",
        crontab(minute="37"),
        "Erase posts deleted 30 days ago, and reposts taken back from feeds a day ago.",
    ),
    Entry("posts.stretches", 600, "Part time for searches of posts where the last stretch has its posts."),
    Entry("analytics.cache_sync", 300, "Bring the views of the last minutes from Redis to PostgreSQL."),
    Entry("analytics.refresh", 900, "Count the figures of the admin's first page."),
    Entry("analytics.roll_up", 600, "Count the days of people and posts that are not final."),
    Entry(
        "analytics.verify",
        crontab(minute="31", hour="0"),
        "Hold the figures of the last days against raw SQL.",
    ),
    Entry(
        "analytics.retention",
        crontab(minute="43", hour="2"),
        "Drop months of event logs that have had their time.",
    ),
    Entry("engagement.fold", 3, "Add to the counters what likes, comments and reposts appended."),
    Entry("engagement.verify", crontab(minute="21", hour="4"), "Recompute all counters from their rows."),
    Entry("engagement.sweep", crontab(minute="41"), "Erase comments deleted 30 days ago."),
    Entry("media.sweep", crontab(minute="23"), "Delete uploads that nobody finished or used within a day."),
    Entry(
        "media.reconcile",
        crontab(minute="41", hour="2"),
        "Erase files that belong to no medium, and mark media whose files are lost.",
    ),
    Entry(
        "accounts.sweep",
        crontab(minute="47"),
        "Erase codes, flows and refresh tokens that have had their time, and audit rows after a year.",
    ),
    Entry("core.audit", crontab(minute="7", hour="3"), "Prove that nobody has changed the audit log."),
    Entry("core.partitions", crontab(minute="13", hour="2"), "Make the next months' partitions of every log."),
    Entry("core.sweep", crontab(minute="17"), "Erase expired idempotency keys, done messages and old runs."),
)
