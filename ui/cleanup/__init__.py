"""The tab “Clean up”: steps of post-processing, and what was edited by hand."""
