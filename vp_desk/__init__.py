"""VP-Desk: offline records and the annual report of a Dutch confidential adviser."""

__version__ = "0.1.0"
