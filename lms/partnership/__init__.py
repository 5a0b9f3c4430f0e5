"""The partnership: its goal, its partners, and where to report a concern."""
