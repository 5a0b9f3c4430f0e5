"""Spot the Signs: awareness training for local anti-slavery partnerships."""
