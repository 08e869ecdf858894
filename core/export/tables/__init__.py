"""The tables that several exporters write: their columns, and how they stand in CSV."""
