"""Who asks in a run, and for what: rows of the demo company."""

from collections import Counter
from uuid import uuid4

from django.db.models import Count
from django.test import Client

from companies.hosts import company_of_host
from companies.models import Member
from companies.scope import company_scope
from core.actor import CLOCK
from orders import actions
from orders.models import LineItem, Order, Stage
from services.models import Service

HOST = "demo.localhost"
LOGIN = "companies.backends.PeopleBackend"


class Cast:
    """A project manager with one group of 50 open, the showcase order, a draft, and a card to move."""

    def __init__(self) -> None:
        company = company_of_host(HOST)
        assert company is not None
        self.company_id = company.pk
        with company_scope(self.company_id):
            self.member = Member.objects.select_related("user").get(user__email="admin@demo.test")
            self._open_one_group()
            orders = Order.objects.annotate(messages_sent=Count("messages")).order_by("-messages_sent")
            self.showcase = orders[0].number
            self.word = self._surname()
            self.booking = self._draft()
            line = LineItem.objects.filter(order__number=self.showcase, kind="service", stage__isnull=False)[0]
            self.line, self.version = line.pk, line.version
            self.stages = [stage.pk for stage in Stage.objects.in_order() if not stage.is_archived][:2]

    def client(self) -> Client:
        """The project manager's browser."""
        client = Client(headers={"host": HOST})
        client.force_login(self.member.user, backend=LOGIN)
        return client

    def next_move(self) -> tuple[str, dict[str, object]]:
        """The card of the showcase goes to the other of two stages."""
        self.version += 1
        form = {"stage": self.stages[self.version % 2], "position": 0, "version": self.version - 1}
        return f"/orders/{self.showcase}/lines/{self.line}/stage/", form

    def _open_one_group(self) -> None:
        statuses = Counter(Order.objects.on_the_list().values_list("status_id", flat=True))
        fullest = str(statuses.most_common(1)[0][0])
        shut = {str(status): str(status) == fullest for status in statuses} | {"unscheduled": False}
        self.member.preferences |= {"order_groups": shut, "orders_per_page": 50}
        self.member.save(update_fields=["preferences"])

    def _surname(self) -> str:
        """A name that some hundred orders hold."""
        names = Counter(Order.objects.values_list("contact_name", flat=True)[:5000])
        words = Counter(name.split()[-1] for name, count in names.items() if name for _ in range(count))
        return str(words.most_common(1)[0][0])

    def commissioned(self) -> Order:
        """A new order without a visit, which can be billed."""
        draft = Order.objects.get(token=self._draft())
        actions.set_contact(draft, name="Bea Bench", email="bea@agents.test", phone="+13125550100", by=CLOCK)
        return actions.commission(draft, how="staff", by=CLOCK)

    def _draft(self) -> str:
        """The token of a draft that has reached the last steps."""
        draft = actions.create_draft(channel="online", by=CLOCK, client_id=uuid4())
        actions.set_property(
            draft, street="233 S Wacker Dr", city="Chicago", state="IL", postal_code="60606", square_feet=2000, by=CLOCK
        )
        service = Service.objects.filter(is_active=True, kind="core").order_by("position", "id")[0]
        return str(actions.choose(draft, services=[service], packages=[], by=CLOCK).token)
