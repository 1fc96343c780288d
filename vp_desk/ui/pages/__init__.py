"""What the window shows: one module per page."""
