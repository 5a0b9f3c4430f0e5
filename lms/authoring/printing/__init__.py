"""A course on paper, for sessions face to face and for people without a screen."""
