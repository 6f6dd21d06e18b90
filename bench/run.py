"""A whole run: makes the cast, serves both programs, prints each figure as soon as it stands."""

import asyncio
from collections.abc import Callable

from django.conf import settings
from django.db import connection

from bench.browser import Visitor
from bench.cast import HOST, Cast
from bench.figures import Figure
from bench.ground import APP_PORT, LIMIT_PORT, Ground, served
from bench.live import Live
from bench.pages import Pages
from bench.sockets import Loss, Sockets, Weight
from bench.work import Work
from companies.scope import company_scope
from orders.models import Order

type Shown = Figure | Weight | Loss


def run(ground: Ground, *, rounds: int, only_sockets: bool = False) -> list[str]:
    """Measure everything there is, in CPU milliseconds of server, database and, inside it, this process.

    The names of those that are over.
    """
    over: list[str] = []

    def show(figure: Shown) -> None:
        print(figure.line(), flush=True)
        if figure.is_over:
            over.append(figure.name)

    cast = Cast()
    with company_scope(cast.company_id):
        print(
            f"orders: {Order.objects.count()}; ours, limit: median CPU ms; ratio: least/median/most of {rounds} rounds"
        )
    session = cast.client().cookies[settings.SESSION_COOKIE_NAME].value
    if only_sockets:
        asyncio.run(_sockets(ground, cast, session, rounds, show))
        connection.close()
        return over
    with served(ground) as (app_pid, bare_pid):
        app, bare = Visitor(APP_PORT, HOST, session), Visitor(LIMIT_PORT, "127.0.0.1", ground.session)
        for figure in Pages(ground, cast, app, bare, app_pid, bare_pid, rounds).all():
            show(figure)
        for figure in Live(ground, cast, app, bare, app_pid, bare_pid, session, rounds).all():
            show(figure)
    asyncio.run(_sockets(ground, cast, session, rounds, show))
    for figure in Work(ground, cast, rounds).all():
        show(figure)
    connection.close()
    return over


async def _sockets(ground: Ground, cast: Cast, session: str, rounds: int, show: Callable[[Shown], None]) -> None:
    hall = await asyncio.to_thread(Sockets, ground, cast, session, rounds)
    async for figure in hall.all():
        show(figure)
