"""Reads of orders that several pages and apps share."""

from orders.queries.visit import visit_lines, visit_work

__all__ = ["visit_lines", "visit_work"]
