"""Inputs of every kind, and forms derived from the catalogue of fields."""
