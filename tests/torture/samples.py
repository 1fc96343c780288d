"""The vaults that older versions left, with a cheap key: most of opening one is then bringing it up to date."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from tests.storage.cheap import CHEAP, CHEAP_LIMITS
from tests.vaults.make_sample import FILES, SAMPLE_PASSPHRASE
from vp_desk.storage import schema
from vp_desk.storage.keys import read_key_file
from vp_desk.storage.replacing import KEYS
from vp_desk.storage.slots import Wrapping

_VAULTS = Path(__file__).resolve().parents[1] / "vaults"


@dataclass(frozen=True)
class Sample:
    """One old vault."""

    folder: Path
    passphrase: str
    texts: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its version, as `v0001`."""
        return self.folder.name

    def copy_to(self, folder: Path) -> Path:
        """A copy to open."""
        shutil.copytree(self.folder, folder)
        folder.chmod(0o700)
        return folder

    def cheap(self, place: Path) -> "Sample":
        """The same one with a cheap key; only its key file is another."""
        made = replace(self, folder=self.copy_to(place / self.name))
        path = made.folder / KEYS
        file = read_key_file(path.read_bytes(), program="0.1.0")
        key = file.unlock_with_passphrase(self.passphrase)
        by = Wrapping(file.program, CHEAP, CHEAP_LIMITS)
        changed = file.with_passphrase(key, self.passphrase, by)
        path.write_bytes(changed.to_bytes())
        return made


def old_samples() -> list[Sample]:
    """One of each version before the present one."""
    texts = tuple(file.case.note for file in FILES)
    folders = sorted(_VAULTS.glob("v[0-9]*"))
    return [
        Sample(folder, SAMPLE_PASSPHRASE, texts)
        for folder in folders
        if int(folder.name[1:]) < schema.VERSION
    ]
