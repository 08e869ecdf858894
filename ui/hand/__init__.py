"""Correcting by hand: brush, eraser, fill and lasso, and what becomes of their gestures."""
