"""Where papers and money are heard."""

from typing import Any

from core.live.topics import heard_on


@heard_on("invoice.", "payment.", "checkout.")
def papers(activity: Any) -> list[str]:
    """The lists of the team, the page of each paper it touches, and the list of the customer whose paper it is."""
    data = activity.data
    touched = data.get("invoices", [activity.subject_id] if activity.verb.startswith("invoice.") else [])
    customer = data.get("customer_id")
    return ["invoices", *(f"invoice:{pk}" for pk in touched), *([f"invoices-of:{customer}"] if customer else [])]
