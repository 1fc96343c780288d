"""Drawings on the screen: the same charts as on paper, also of exact figures."""
