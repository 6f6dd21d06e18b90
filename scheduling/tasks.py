from celery import shared_task


@shared_task(name="scheduling.tasks.release_expired_holds")
def release_expired_holds() -> None:
    from scheduling.actions import release_expired_holds as release

    release()
