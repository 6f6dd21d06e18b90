"""The demo: two companies, filled by seeded code, and what only a demo has. Never in production."""
