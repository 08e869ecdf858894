"""Threads for long work: QtCore only, knows core and never ui."""
