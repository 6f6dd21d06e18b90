from celery import shared_task


@shared_task(name="activity.tasks.sweep_outbox")
def sweep_outbox() -> None:
    from activity.actions import sweep

    sweep()
