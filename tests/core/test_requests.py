"""What is logged of a request."""

from structlog.testing import capture_logs


def test_the_token_of_a_private_link_is_not_logged(north):
    order = north.order()
    with capture_logs() as lines:
        north.client(north.coordinator).get(f"/o/{order.token}/")
        north.client(north.coordinator).get(f"/orders/{order.number}/")
    paths = [line["path"] for line in lines if line["event"] == "answered"]
    assert paths == ["/o/…/", f"/orders/{order.number}/"]
