"""What the demo companies are made of: typed by hand, pure data, no database."""
