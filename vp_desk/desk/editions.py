"""Readers of an organisation's own, beside those that ship with the program, each with its own tables."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, cast

from vp_desk.aggregate import Edition, publication_plan
from vp_desk.chapters import CHAPTERS, Chapter, chapters_in_order
from vp_desk.desk.changes import ChangeKind, Changes, changed
from vp_desk.desk.refusals import ListRefusal
from vp_desk.errors import VpDeskError
from vp_desk.storage import releases, settings
from vp_desk.storage.database import Database
from vp_desk.storage.vault import Vault
from vp_desk.taxonomy import CodeList, folded, own_code

#: Own editions, and the codes of those that were removed: a code never gets another meaning. Of an edition that
#: ships with the program only its chapters, when they were switched.
_KEY: Final = "own_editions"
LONGEST_LABEL: Final = 60


class FixedEditionError(VpDeskError):
    """An edition that ships with the program."""

    def __init__(self) -> None:
        super().__init__(
            "Deze lezers horen bij VP-Desk: naam en tabellen blijven zoals ze zijn. Hoofdstukken kunt u wel "
            "aan en uit zetten. Voeg eigen lezers toe als u andere tabellen wilt geven."
        )


class Editions:
    """The editions of one vault. Protection does not depend on them: all tables are protected together."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def all(self) -> tuple[Edition, ...]:
        """Those of the program, then the organisation's own."""
        with self._vault.read() as db:
            return (*_fixed(db), *_own(db))

    def save(self, edition: Edition) -> Changes:
        """Add an edition (its code is empty), or change one of the organisation's own.

        Raises:
            ListRefusal: about its `label` or its `tables`; nothing was changed.
            FixedEditionError: it ships with the program.
        """
        fixed = publication_plan().editions
        if edition.code in {each.code for each in fixed}:
            raise FixedEditionError
        with self._vault.write() as db:
            own = _own(db)
            others = [each for each in (*fixed, *own) if each.code != edition.code]
            label = _label(edition.label, others)
            code = edition.code or own_code(label, CodeList("edition", "", ()), taken=_taken(db))
            made = Edition(code, label, _tables(edition.tables), edition.close)
            made = _with_chapters(made, edition.chapters)
            kept = [*(made if each.code == code else each for each in own)]
            _put(db, kept if made in kept else [*kept, made])
        return changed(ChangeKind.EDITIONS)

    def set_chapters(self, code: str, chapters: Iterable[str]) -> Changes:
        """Switch chapters of an edition on and off, also of one that ships with the program.

        Of a chapter that is off its readers get no table either, in no file.

        Raises:
            ListRefusal: about its `chapters`; nothing was changed.
        """
        held = chapters_in_order(chapters)
        with self._vault.write() as db:
            found = {each.code: each for each in (*publication_plan().editions, *_own(db))}
            made = _with_chapters(found[code], held)
            own = [made if each.code == code else each for each in _own(db)]
            _put(db, own, switched={**_switched(db), code: held})
        return changed(ChangeKind.EDITIONS)

    def remove(self, code: str) -> Changes:
        """Take one of the organisation's own away. What was released for it stays in the ledger.

        Raises:
            FixedEditionError: it ships with the program.
        """
        if code in {each.code for each in publication_plan().editions}:
            raise FixedEditionError
        with self._vault.write() as db:
            own = [each for each in _own(db) if each.code != code]
            _put(db, own, gone={*_gone(db), code})
        return changed(ChangeKind.EDITIONS)


def _label(typed: str, others: Sequence[Edition]) -> str:
    label = " ".join("".join(sign if sign.isprintable() else " " for sign in typed).split())
    if not label:
        raise ListRefusal("label", "Geef deze lezers een naam, bijvoorbeeld ‘Directieteam’.")
    if len(label) > LONGEST_LABEL:
        raise ListRefusal("label", f"Kies een kortere naam, van hoogstens {LONGEST_LABEL} tekens.")
    if any(sign.isdigit() for sign in label):
        raise ListRefusal(
            "label",
            "Gebruik in de naam geen cijfers: elk getal in een verslag wordt nagekeken, ook dat in een naam.",
        )
    if folded(label) in {folded(each.label) for each in others}:
        raise ListRefusal("label", "Er zijn al lezers met deze naam. Kies een andere naam.")
    return label


def _tables(chosen: Sequence[str]) -> tuple[str, ...]:
    """In the order of the plan."""
    printed = publication_plan().printed
    if not chosen:
        raise ListRefusal("tables", "Kies minstens één tabel.")
    if set(chosen) - printed.keys():
        raise ListRefusal(
            "tables", "Een van deze tabellen wordt nooit gedrukt. Kies andere tabellen."
        )
    return tuple(name for name in printed if name in chosen)


def _with_chapters(edition: Edition, chapters: Iterable[str]) -> Edition:
    """An edition with these chapters and the tables in them.

    Raises:
        ListRefusal: no table is left.
    """
    made = edition.with_chapters(chapters, publication_plan().chapter_of)
    if not made.tables:
        raise ListRefusal(
            "chapters",
            "Zet minstens één hoofdstuk met tabellen aan: anders krijgen deze lezers geen enkel aantal.",
        )
    return made


def _stored(db: Database) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", settings.get(db, _KEY) or {})


def _fixed(db: Database) -> tuple[Edition, ...]:
    """Those of the program, with the chapters that the adviser wants."""
    switched, chapter_of = _switched(db), publication_plan().chapter_of
    return tuple(
        each.with_chapters(switched.get(each.code, each.chapters), chapter_of)
        for each in publication_plan().editions
    )


def _own(db: Database) -> tuple[Edition, ...]:
    plan = publication_plan()
    found = (
        Edition(
            each["code"],
            each["label"],
            tuple(name for name in plan.printed if name in each["tables"]),
            each["close"],
            # Before chapters could be switched, every edition had all of them.
            chapters_in_order(each.get("chapters", CHAPTERS)),
        )
        for each in _stored(db).get("editions", [])
    )
    return tuple(edition for edition in found if edition.tables)


def _switched(db: Database) -> dict[str, tuple[Chapter, ...]]:
    """Code of an edition of the program → its chapters, where they were switched."""
    fixed = {each.code for each in publication_plan().editions}
    stored: Mapping[str, list[str]] = _stored(db).get("chapters", {})
    return {code: chapters_in_order(held) for code, held in stored.items() if code in fixed}


def _gone(db: Database) -> set[str]:
    return set(_stored(db).get("gone", []))


def _taken(db: Database) -> set[str]:
    """Codes that have a meaning already, or had one once."""
    told = {code for release in releases.releases(db) for code in release.editions}
    fixed = {each.code for each in publication_plan().editions}
    return told | fixed | {each.code for each in _own(db)} | _gone(db)


def _put(
    db: Database,
    own: Sequence[Edition],
    gone: set[str] | None = None,
    switched: Mapping[str, Sequence[Chapter]] | None = None,
) -> None:
    """Store the own editions; what is not given stays as it is."""
    fixed = {each.code for each in publication_plan().editions}
    chapters = _switched(db) if switched is None else switched
    settings.put(
        db,
        _KEY,
        {
            "editions": [
                {
                    "code": each.code,
                    "label": each.label,
                    "tables": list(each.tables),
                    "close": each.close,
                    "chapters": list(each.chapters),
                }
                for each in own
            ],
            "gone": sorted(_gone(db) if gone is None else gone),
            "chapters": {code: list(held) for code, held in chapters.items() if code in fixed},
        },
    )
