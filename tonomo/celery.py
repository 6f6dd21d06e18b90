"""The worker, and the one list of everything that runs by the clock."""

import os

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tonomo.settings")
app = Celery("tonomo", task_cls="companies.tasks:CompanyTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def say_at_once(**_: object) -> None:
    from core.health import note_worker

    note_worker()


app.conf.beat_schedule = {
    "say-the-worker-is-there": {"task": "core.tasks.beat", "schedule": 5.0},
    "sweep-outbox": {"task": "activity.tasks.sweep_outbox", "schedule": 15.0},
    "send-waiting-mail": {"task": "notifications.tasks.send_waiting_mail", "schedule": 20.0},
    "send-due-letters": {"task": "notifications.tasks.send_due_letters", "schedule": 300.0},
    "write-to-agents": {"task": "portal.tasks.write_to_agents", "schedule": 30.0},
    "send-waiting-texts": {"task": "notifications.tasks.send_waiting_texts", "schedule": 20.0},
    "send-waiting-pushes": {"task": "notifications.tasks.send_waiting_pushes", "schedule": 20.0},
    "post-waiting-to-slack": {"task": "notifications.tasks.post_waiting_to_slack", "schedule": 20.0},
    "check-all-senders": {"task": "notifications.tasks.check_all_senders", "schedule": 86400.0},
    "ask-about-card-pages": {"task": "invoicing.tasks.ask_about_card_pages", "schedule": 20.0},
    "release-expired-holds": {"task": "scheduling.tasks.release_expired_holds", "schedule": 30.0},
}
