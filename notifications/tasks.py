from celery import shared_task


@shared_task(name="notifications.tasks.send_waiting_mail")
def send_waiting_mail() -> None:
    from notifications.actions import gather, send_waiting

    gather()
    send_waiting()


@shared_task(name="notifications.tasks.send_due_letters")
def send_due_letters() -> None:
    from notifications.actions.templates import send_due

    send_due()


@shared_task(name="notifications.tasks.send_waiting_texts")
def send_waiting_texts() -> None:
    from notifications.actions import send_waiting_texts

    send_waiting_texts()


@shared_task(name="notifications.tasks.send_waiting_pushes")
def send_waiting_pushes() -> None:
    from notifications.actions import send_waiting_pushes

    send_waiting_pushes()


@shared_task(name="notifications.tasks.post_waiting_to_slack")
def post_waiting_to_slack() -> None:
    from notifications.actions.slack import post_waiting_to_slack

    post_waiting_to_slack()


@shared_task(name="notifications.tasks.check_all_senders")
def check_all_senders() -> None:
    from notifications.actions.senders import check_all_senders

    check_all_senders()
