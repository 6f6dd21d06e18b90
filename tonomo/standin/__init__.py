"""A card processor of our own for the demo and the tests: speaks Stripe, moves no money.

Nothing in the product imports this package; it is its own process on its own port, reached
by the official library through the API base that is set.
"""
