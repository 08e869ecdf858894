"""Exporters: one file a family of formats; core.export.formats finds them."""
