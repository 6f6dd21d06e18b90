"""From the person who signs in to the customer: nobody is linked before their e-mail is proven."""

from accounts.models import User
from accounts.queries import proven_emails
from core.actor import Actor, ActorKind
from customers.actions import find_or_add, link_person
from customers.models import Customer


def customer_of(user: User) -> Customer | None:
    """The customer this person is in the company in force."""
    return Customer.objects.filter(user_id=user.pk).first()


def recognise(user: User) -> Customer | None:
    """Give a person the orders they made as a guest under an e-mail that is theirs. None if there are none."""
    known = customer_of(user)
    if known:
        return known
    emails = proven_emails(user)
    rows = {row.email.lower(): row for row in Customer.objects.filter(email__in=emails, user=None)}
    found = next((rows[email] for email in emails if email in rows), None)
    return link_person(found, user=user, by=_by(user)) if found else None


def become_customer(user: User) -> Customer | None:
    """Make a person a customer of the company in force. None while no e-mail is proven, or it is another customer's."""
    known = recognise(user)
    emails = proven_emails(user)
    if known or not emails:
        return known
    customer = find_or_add(email=emails[0], name=user.name or user.email, phone=user.phone, by=_by(user))
    if customer.user_id not in (None, user.pk):
        return None
    return link_person(customer, user=user, by=_by(user))


def _by(user: User) -> Actor:
    return Actor(ActorKind.AGENT, user.name or user.email)
