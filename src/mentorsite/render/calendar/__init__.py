"""Timetable → a calendar file (RFC 5545)."""
