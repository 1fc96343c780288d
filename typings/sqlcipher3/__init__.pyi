"""Types for the part of sqlcipher3 that VP-Desk uses (the package ships none)."""

from . import dbapi2 as dbapi2
