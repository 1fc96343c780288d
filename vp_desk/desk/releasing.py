"""What left this vault: the ledger, what became of each file, and the gap after an older copy came back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from vp_desk.desk.changes import ChangeKind, Changes, changed
from vp_desk.desk.references import references_in
from vp_desk.desk.safety import Safety
from vp_desk.errors import VpDeskError
from vp_desk.releases import EventKind, Identified, Ledger, Origin, Release, ReleaseEvent, reference
from vp_desk.storage import other_copy, releases, settings
from vp_desk.storage.files import explained, finish_files
from vp_desk.storage.marks import Marks
from vp_desk.storage.recovery import RecoveryCode
from vp_desk.storage.slots import Limits
from vp_desk.storage.vault import Vault
from vp_desk.trail import TrailKind

#: Files larger than this are not ours.
_LARGEST = 200 * 1024 * 1024
#: A number so far beyond the last one that is known was never given out: its letters fit by chance.
_FURTHEST = 1000


class LedgerGapError(VpDeskError):
    """Numbers were given out that this ledger does not know."""

    def __init__(self, numbers: Sequence[int]) -> None:
        #: The numbers.
        self.numbers = tuple(numbers)
        named = f"{numbers[0]}" if len(numbers) == 1 else f"{numbers[0]} tot en met {numbers[-1]}"
        super().__init__(
            f"Deze kluis weet niet meer wat er is uitgegeven onder nummer {named}: er is een oudere kopie "
            "teruggezet. Kijk bij ‘Uitgegeven’ en haal die uitgaven terug uit een nieuwere kopie, of zeg wat "
            "ermee gebeurd is. Tot dan kan er niets worden uitgegeven."
        )


class AnotherVaultError(VpDeskError):
    """A folder that holds another vault than this one."""

    def __init__(self) -> None:
        super().__init__(
            "In deze map staat een andere kluis. Kies een kopie van de kluis die nu open is."
        )


class NothingToTakeOverError(VpDeskError):
    """A copy that knows no more than this vault does."""

    def __init__(self) -> None:
        super().__init__(
            "Deze kopie kent geen uitgaven die hier ontbreken. Kies een nieuwere kopie, "
            "of zeg wat er met de ontbrekende uitgaven is gebeurd."
        )


class NotThisEventError(VpDeskError):
    """Something that cannot happen to this release."""

    def __init__(self) -> None:
        super().__init__("Van deze uitgave is nooit een bestand gekomen. Kies een andere uitgave.")


class TooLargeError(VpDeskError):
    """A file that cannot be one of ours."""

    def __init__(self) -> None:
        super().__init__("Dit bestand is te groot om van VP-Desk te zijn. Kies een ander bestand.")


class ReleaseDesk:
    """The use cases of the release ledger."""

    def __init__(self, vault: Vault, marks: Marks, safety: Safety) -> None:
        self._vault = vault
        self._marks = marks
        self._safety = safety

    def ledger(self) -> Ledger:
        """Everything that left the vault, with its figures."""
        with self._vault.read() as db:
            return releases.ledger(db)

    def releases(self) -> tuple[Release, ...]:
        """Everything that left the vault, the newest first."""
        with self._vault.read() as db:
            return releases.releases(db)[::-1]

    def reference_of(self, release: Release) -> str:
        """What is printed on a release: `12-KXRT`."""
        with self._vault.read() as db:
            return reference(settings.disclosure_seed(db), release.number)

    def note(self, number: int, kind: EventKind, day: date, text: str = "") -> Changes:
        """Write down that a release was handed over, withdrawn or replaced. It stays in the ledger.

        Raises:
            NotThisEventError: there never was a file.
        """
        with self._vault.write() as db:
            found = next(each for each in releases.releases(db) if each.number == number)
            if not found.counts:
                raise NotThisEventError
            releases.add_event(db, number, ReleaseEvent(kind, day, text.strip()))
        return changed(ChangeKind.RELEASES)

    # --- after a stop in the middle ---

    def settle(self) -> int:
        """End what was begun when the program stopped in the middle of an export.

        Files of which the first came at its place are completed; those that never did are taken away and
        do not count. Of what nobody can say, the entry stays as it is: it counts as published.

        Returns:
            The number of releases of which is known again what became of them.
        """
        with self._vault.read() as db:
            known = releases.releases(db)
            whole = releases.ledger(db) if any(each.pending for each in known) else Ledger()
        publications = {each.key: each for each in whole.publications}
        settled = 0
        for number, release in enumerate(known):
            if not release.pending:
                continue
            folder = Path(release.folder)
            try:
                there = finish_files(
                    {folder / file.name: file.digest for file in release.files},
                    may_be_part=release is known[-1],
                )
            except OSError:
                continue  # a stick that is not there now: asked again at the next opening
            if there:
                before = Ledger(known[:number], whole.publications)
                publication = publications.get(release.publication or "")
                replaced = (
                    () if publication is None else before.replaced_by(publication, release.editions)
                )
                self.confirm(release, replaced)
            elif there is False:
                with self._vault.write() as db:
                    failed = ReleaseEvent(EventKind.FAILED, release.day)
                    releases.add_event(db, release.number, failed)
            settled += there is not None
        return settled

    def confirm(self, release: Release, replaced: Sequence[Release]) -> None:
        """Write down that a release came at its place, and which it replaces."""
        with self._vault.write() as db:
            releases.add_event(db, release.number, ReleaseEvent(EventKind.CONFIRMED, release.day))
            kind = TrailKind.EXPORTED_ALL if release.everything else TrailKind.EXPORTED
            self._safety.add(db, kind, release.number)
            by = reference(settings.disclosure_seed(db), release.number)
            for each in replaced:
                releases.add_event(
                    db, each.number, ReleaseEvent(EventKind.REPLACED, release.day, by)
                )

    # --- after an older copy was put back ---

    def missing(self) -> tuple[int, ...]:
        """Numbers that were given out, as this computer knows, and that the ledger does not have."""
        with self._vault.read() as db:
            known = releases.next_number(db)
        return tuple(range(known, self._marks.last_number(self._vault.vault_id) + 1))

    def demand_complete(self) -> None:
        """Refuse to release anything while numbers are missing.

        Raises:
            LedgerGapError: some are.
        """
        if missing := self.missing():
            raise LedgerGapError(missing)

    def answer(self, day: date, text: str) -> Changes:
        """Go on without the missing releases: what the adviser says of them is written down."""
        missing = self.missing()
        with self._vault.write() as db:
            for number in missing:
                releases.add(db, _lost(number, day, text.strip()))
        return changed(ChangeKind.RELEASES)

    def take_over(
        self, folder: Path, secret: str | RecoveryCode, *, limits: Limits | None = None
    ) -> int:
        """Take the releases that are missing here from another copy of this vault. Slow: derives a key.

        The copy is read as it is.

        Args:
            folder: of the copy.
            secret: passphrase or recovery code of the copy; it may have another one.
            limits: the costs that are accepted; None = those of this vault.

        Returns:
            How many were taken over.

        Raises:
            AnotherVaultError, NothingToTakeOverError: nothing was changed.
            WrongPassphraseError, VaultMissingError and others of `storage.vault`: by the copy.
        """
        vault_id, theirs = other_copy.ledger_of(folder, secret, limits or self._vault.limits)
        if vault_id != self._vault.vault_id:
            raise AnotherVaultError
        with self._vault.write() as db:
            mine = releases.ledger(db)
            taken = self._add_missing(mine, theirs)
            if not taken.releases:
                raise NothingToTakeOverError
            for publication in taken.publications:
                releases.add_publication(db, publication)
            for release in taken.releases:
                releases.add(db, release)
        self._marks.put(self._vault.vault_id, taken.last_number)
        return len(taken.releases)

    @staticmethod
    def _add_missing(mine: Ledger, theirs: Ledger) -> Ledger:
        """What the other copy has and this one does not. A number that both gave out gets a new one here."""
        # What never came at its place here, as far as this copy knows, may have done so there.
        have = {(each.day, each.files, each.counts) for each in mine.releases if not each.lost}
        number = mine.last_number
        found: list[Release] = []
        for release in theirs.releases:
            same = (release.day, release.files)
            if release.lost or (*same, True) in have or (*same, release.counts) in have:
                continue
            number += 1
            printed = ReleaseEvent(EventKind.ANSWERED, release.day, f"nummer {release.number}")
            events = release.events if release.number == number else (*release.events, printed)
            found.append(replace(release, number=number, events=events))
        keys = {release.publication for release in found}
        return Ledger(tuple(found), tuple(p for p in theirs.publications if p.key in keys))

    # --- a file from outside ---

    def identify(self, path: Path) -> Identified:
        """Say of a file whether it is one that was released, and which.

        Raises:
            NoPermissionError, DiskFaultError: it cannot be read.
            TooLargeError: it cannot be one of ours.
        """
        with explained(path), path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise TooLargeError
        digest = sha256(content).hexdigest()
        with self._vault.read() as db:
            known = releases.releases(db)
            secret = settings.disclosure_seed(db)
        for release in known:
            if any(file.digest == digest for file in release.files) and release.counts:
                return Identified(
                    Origin.RELEASED, digest, release, reference(secret, release.number)
                )
        furthest = len(known) + _FURTHEST
        for number, written in references_in(content):
            if number <= furthest and written == reference(secret, number):
                found = next((each for each in known if each.number == number), None)
                if found is None:
                    self._marks.put(self._vault.vault_id, number)
                origin = Origin.FORGOTTEN if found is None or found.lost else Origin.CHANGED
                return Identified(origin, digest, found, written)
        return Identified(Origin.UNKNOWN, digest)


def _lost(number: int, day: date, text: str) -> Release:
    said = ReleaseEvent(EventKind.ANSWERED, day, text)
    return Release(number, day, "", "", "", (), "", frozenset(), None, "", (), (said,))
