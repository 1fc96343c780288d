"""The one family of errors that the adviser can do something about.

Anything that is not a `VpDeskError` and escapes is a fault of ours: it reaches the global hook of the
window or exit code 70 of the command line.
"""


class VpDeskError(Exception):
    """Something in the world is not as it should be, and the adviser can act on it.

    `str(error)` is a Dutch sentence (or a few) that says what happened and what to do next. It never
    holds the text of a case, a note or a passphrase.
    """
