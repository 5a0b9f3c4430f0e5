"""What authors use at their own desk: a new course to begin with, a preview, a way in for old questions."""
