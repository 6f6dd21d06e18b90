"""Letters that a company words itself: what apps register, how the words are read, filled in and drawn."""
