from celery import shared_task


@shared_task(name="invoicing.tasks.ask_about_card_pages")
def ask_about_card_pages() -> None:
    from invoicing.actions import ask_about_open_pages

    ask_about_open_pages()
