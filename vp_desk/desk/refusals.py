"""Mistakes that belong to one field of a small form, so that a window can say them beside it."""

from vp_desk.errors import VpDeskError


class ListRefusal(VpDeskError):  # noqa: N818 - a family, whose members are errors
    """Something that a list cannot take. Nothing was changed."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        #: What it is about: `label`, `parent`, `into`, `year`, `reason`.
        self.field = field
