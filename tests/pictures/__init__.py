"""Takes the pictures of every screen: two people and an agent walk through a running demo."""
