"""A private PostgreSQL and a private Valkey for the demo, for development and for tests; no Django in here."""
