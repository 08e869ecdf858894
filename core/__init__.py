"""Floe's measuring core: no Qt, no printing, no global state, pure functions over frozen values."""
