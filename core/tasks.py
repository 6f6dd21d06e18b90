from celery import shared_task


@shared_task(name="core.tasks.beat")
def beat() -> None:
    from core.health import note_worker

    note_worker()
