"""What can be asked, and what each request needs: JSON lines in, keyword arguments out."""

import json
from collections.abc import Mapping
from typing import Final

#: Operation → the keys that it needs, each a text.
NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "create": ("passphrase",),
    "unlock": ("passphrase",),
    "lock": (),
    "add": ("text",),
    "get": ("id",),
    "records": (),
    "count": (),
    "search": ("word",),
    "delete": ("id",),
    "change_passphrase": ("old", "new"),
    "recover": ("code", "new"),
    "rotate": ("passphrase",),
    "backup": ("dir",),
    "restore": ("path", "into", "passphrase"),
    "verify": (),
    "maintenance": (),
    "export_pdf": ("dir",),
    "close": (),
}
#: A key that ends so is a list of texts to be joined: no whole secret then stands in the request.
_PARTS: Final = "_parts"


class RequestError(Exception):
    """A request that nobody can answer. Its message never repeats what was sent."""


def parse(line: bytes) -> tuple[str, dict[str, str]]:
    """The operation of one line, and the texts that it needs.

    Raises:
        RequestError: it is no such request.
    """
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        raise RequestError("this line is not JSON") from None
    if not isinstance(request, dict):
        raise RequestError("this line is not a JSON object")
    operation = request.get("op")
    if not isinstance(operation, str) or operation not in NEEDS:
        raise RequestError("unknown op")
    return operation, {key: _text(request, key) for key in NEEDS[operation]}


def _text(request: Mapping[str, object], key: str) -> str:
    value = request.get(key)
    parts = request.get(key + _PARTS)
    if value is None and isinstance(parts, list) and all(isinstance(p, str) for p in parts):
        value = "".join(parts)
    if not isinstance(value, str):
        raise RequestError(f"this op needs the text {key!r}")
    return value
