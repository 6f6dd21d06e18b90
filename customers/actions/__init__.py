from customers.actions.customers import EmailTaken, add, change, find_or_add, link_person

__all__ = ["EmailTaken", "add", "change", "find_or_add", "link_person"]
