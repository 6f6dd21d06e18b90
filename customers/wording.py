"""How the verbs of customers read in the activity log."""

from django.utils.translation import gettext_lazy as _

from activity.wording import word

word("customer.created", _("{actor} added the customer {customer}"))
word("customer.changed", _("{actor} changed {fields} of {customer}"))
word("customer.linked", _("{customer} can now sign in"))
word("customers.imported", _("{actor} imported {count} customers"))
word("brokerage.created", _("{actor} added the brokerage {brokerage}"))
word("brokerage.changed", _("{actor} changed the brokerage {brokerage}"))
