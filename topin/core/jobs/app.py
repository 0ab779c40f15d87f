"""The Celery application: four queues, tasks that survive a worker's death, nothing kept of results."""

from celery import Celery
from django.conf import settings
from kombu import Queue

QUEUES = ("realtime", "default", "money", "bulk")

app = Celery("topin")
app.conf.update(
    broker_url=settings.REDIS_URL,
    broker_connection_retry_on_startup=True,
    broker_connection_timeout=2,
    # A task is acknowledged when it is done: one whose worker was killed runs again, within five minutes
    # (the default is an hour), so tasks are short and may run twice.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    # Below the visibility timeout: a task that hangs ends, and is recorded, before another worker has it too.
    task_soft_time_limit=240,
    task_time_limit=270,
    broker_transport_options={
        "visibility_timeout": 300,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        "queue_order_strategy": "priority",
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
    },
    task_queues=[Queue(name, routing_key=name) for name in QUEUES],
    task_default_queue="default",
    task_routes={},  # each job adds its own
    task_ignore_result=True,
    result_expires=None,  # else beat adds a job that cleans up results there are none of
    task_serializer="json",
    accept_content=["json"],
    timezone="UTC",
    worker_hijack_root_logger=False,
)
app.set_default()
