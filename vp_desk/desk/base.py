"""What every use case stands on: the open vault, its lists and its settings."""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from vp_desk.desk.changes import ChangeKind, Changes, changed
from vp_desk.desk.clock import Clock, now
from vp_desk.desk.passphrase import check_new_passphrase
from vp_desk.desk.safety import Safety
from vp_desk.desk.settings import VaultSettings
from vp_desk.desk.views import Views
from vp_desk.disclosure import Progress
from vp_desk.errors import VpDeskError
from vp_desk.logo import pixels_of
from vp_desk.periods import ReportingCalendar
from vp_desk.storage import lists, settings, verify
from vp_desk.storage.vault import Vault
from vp_desk.taxonomy import Lists
from vp_desk.trail import TrailKind

_SETTINGS_KEY = "settings"
#: The logo apart: it is large, and only a report needs it.
_LOGO_KEY = "logo"


class DamagedVaultError(VpDeskError):
    """Damage was found where a report needs certainty."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(
            f"De kluis is beschadigd: {problems[0]} Maak geen rapport uit deze kluis. "
            "Zet een reservekopie van de map terug."
        )


class VaultDesk:
    """One open vault: opening and closing it is all that is known here."""

    def __init__(self, vault: Vault, clock: Clock = now) -> None:
        self._vault = vault
        self._clock = clock
        #: Backups, the key, the recovery code and the trail.
        self.safety = Safety(vault, clock)
        self._open = True

    @property
    def path(self) -> Path:
        """The folder of the vault."""
        return self._vault.folder

    @cached_property
    def lists(self) -> Lists:
        """The code lists, with the organisation's own codes."""
        with self._vault.read() as db:
            return lists.load(db)

    @cached_property
    def settings(self) -> VaultSettings:
        """The settings of this vault."""
        with self._vault.read() as db:
            stored: Mapping[str, object] | None = settings.get(db, _SETTINGS_KEY)
        return VaultSettings.from_stored(stored or {})

    @cached_property
    def views(self) -> Views:
        """The kept ways to look at the list of cases."""
        return Views(self._vault)

    @property
    def calendar(self) -> ReportingCalendar:
        """How this organisation cuts time into reporting years."""
        return ReportingCalendar(self.settings.first_month)

    @property
    def damaged(self) -> bool:
        """Whether something was met that is not what was written; nothing is written any more."""
        return self._vault.damaged

    # --- the vault ---

    def confirm_recovery_code(self, typed: str) -> None:
        """Prove that the retyped code opens this vault. Slow: derives a key.

        Raises:
            RecoveryCodeTypoError, WrongRecoveryCodeError: it does not.
        """
        self.safety.test_code(typed)

    def change_passphrase(self, old: str, new: str) -> None:
        """Replace the passphrase. Slow: derives two keys.

        Raises:
            WrongPassphraseError, WeakPassphraseError: nothing was changed.
        """
        check_new_passphrase(new)
        self._vault.change_passphrase(old, new, cost=self.safety.cost)
        self.safety.note(TrailKind.PASSPHRASE_CHANGED)

    def set_passphrase(self, new: str) -> None:
        """Choose a new passphrase, in a vault that was opened with the recovery code."""
        check_new_passphrase(new)
        self._vault.set_passphrase(new, cost=self.safety.cost)
        self.safety.note(TrailKind.PASSPHRASE_CHANGED)

    def change_settings(self, new: VaultSettings) -> Changes:
        """Store the settings."""
        with self._vault.write() as db:
            settings.put(db, _SETTINGS_KEY, new.to_stored())
        self.__dict__.pop("settings", None)
        return changed(ChangeKind.SETTINGS)

    @cached_property
    def logo(self) -> bytes | None:
        """The logo of the organisation, as `vp_desk.logo` makes it; None = there is none."""
        with self._vault.read() as db:
            stored: str | None = settings.get(db, _LOGO_KEY)
        return None if stored is None else b64decode(stored)

    def change_logo(self, png: bytes | None) -> Changes:
        """Keep another logo, or none.

        Raises:
            LogoError: there is more in it than pixels, or it is too large.
        """
        if png is not None:
            pixels_of(png)
        with self._vault.write() as db:
            settings.put(db, _LOGO_KEY, None if png is None else b64encode(png).decode("ascii"))
        self.__dict__.pop("logo", None)
        return changed(ChangeKind.SETTINGS)

    def check(self, progress: Progress | None = None) -> tuple[str, ...]:
        """Verify every row of the vault. Returns the problems as Dutch sentences; none = sound."""
        seen = verify.problems(self._vault, progress or (lambda _done, _of: None))
        return tuple(str(problem) for problem in seen)

    def assure(self, progress: Progress | None = None) -> None:
        """Make sure that the vault is sound: what a report needs, and what is done after unlocking.

        Looks at every row once; after that only whether the file is still the same.

        Raises:
            DamagedVaultError: something is not what was written.
        """
        found = verify.assured(self._vault, progress or (lambda _done, _of: None))
        if found:
            raise DamagedVaultError([str(problem) for problem in found])

    def leave(self) -> None:
        """End the session: make the backup that it asks for, when that is done in a moment, and close."""
        if self._open:
            self.safety.after_session()
        self.close()

    def close(self) -> None:
        """Close the vault. Twice is as good as once."""
        if self._open:
            self._open = False
            self.safety.note(TrailKind.LOCKED)
        self._vault.close()

    def _forget_lists(self) -> None:
        self.__dict__.pop("lists", None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
