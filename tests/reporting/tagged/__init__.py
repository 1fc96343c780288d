"""The tagging layer, by itself: nothing of the report is needed."""
