from celery import shared_task


@shared_task(name="portal.tasks.write_to_agents")
def write_to_agents() -> None:
    from portal.actions import write_to_agents

    write_to_agents()
