"""Enrolments, attempts, marking, completion requirements and progress."""
