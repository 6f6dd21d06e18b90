"""Which drawing stands before a line of the log."""

from activity.models import Activity

BY_VERB = {
    "order.created": "plus",
    "order.commissioned": "bolt",
    "order.manager_assigned": "person-add",
    "order.team_added": "person-add",
    "order.team_removed": "person",
    "order.property_changed": "pin",
    "order.archived": "archive",
    "order.restored": "undo",
    "line.assigned": "person-add",
    "line.added": "plus",
    "line.removed": "minus",
    "task.added": "tasks",
    "letter.planned": "clock",
    "mail.failed": "warning",
}
BY_APP = {
    "order": "orders",
    "line": "edit",
    "notes": "edit",
    "checklist": "check",
    "deliverable": "link",
    "adjustment": "coupon",
    "hold": "clock",
    "appointment": "calendar",
    "invoice": "invoice",
    "payment": "card",
    "checkout": "card",
    "letter": "mail",
    "mail": "mail",
    "customer": "person",
}


def drawing(activity: Activity) -> str:
    """The name of an icon: of the stage or status that was reached, else of the verb."""
    data = activity.data
    if activity.verb == "line.moved" and data.get("after_phase"):
        return "stage-" + str(data["after_phase"]).removesuffix("_production")
    if activity.verb == "order.status_changed" and data.get("after_kind"):
        return "status-" + str(data["after_kind"]).replace("cart", "draft")
    return BY_VERB.get(activity.verb) or BY_APP.get(activity.verb.partition(".")[0], "bolt")
