"""Booking a shoot, step by step. Every step saves, so that leaving, going back or another device loses nothing."""
