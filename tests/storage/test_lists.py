"""Own entries of the code lists keep their place, and tell in how many records they stand."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.cheap import CHEAP_LIMITS
from tests.storage.conftest import PASSPHRASE
from tests.storage.samples import LISTS, case_files
from vp_desk.aggregate import CaseFile
from vp_desk.fields import CASE_FIELDS, CONTACT_FIELDS, Field, codes_of
from vp_desk.periods import Month
from vp_desk.records import Case, Contact
from vp_desk.storage import cases, lists
from vp_desk.storage.usage import Usage, usage
from vp_desk.storage.vault import Vault
from vp_desk.taxonomy import TYPES, UNITS, Code

Copies = Callable[[], Vault]


@pytest.fixture(scope="module")
def copies(master: tuple[Path, str]) -> Iterator[Copies]:
    """A vault of its own for each example."""
    with tempfile.TemporaryDirectory() as place:

        def copy() -> Vault:
            folder = Path(tempfile.mkdtemp(dir=place)) / "kluis"
            shutil.copytree(master[0], folder)
            return Vault.open(folder, PASSPHRASE, limits=CHEAP_LIMITS)

        yield copy


def holds(record: Case | Contact, fields: Sequence[Field], name: str, code: str) -> bool:
    """What it means that a record holds a code, told by the records themselves."""
    found = [one for f in fields if f.values == name for one in codes_of(record, f)]
    return any(one == code or one.startswith(f"{code}.") for one in found)


def counted(files: Sequence[CaseFile], name: str, code: str, since: Month) -> Usage:
    talks = [contact for file in files for contact in file.contacts]
    return Usage(
        cases=sum(f.case.month >= since and holds(f.case, CASE_FIELDS, name, code) for f in files),
        contacts=sum(
            Month.of(talk.held_on) >= since and holds(talk, CONTACT_FIELDS, name, code)
            for talk in talks
        ),
    )


@given(data=st.data(), files=case_files())
def test_a_code_is_counted_as_the_records_hold_it(
    copies: Copies, data: st.DataObject, files: list[CaseFile]
) -> None:
    name = data.draw(st.sampled_from([TYPES, UNITS, "route", "status", "channel", "contact_kind"]))
    code = data.draw(st.sampled_from([entry.code for entry in LISTS[name]][:60]))
    since = data.draw(st.sampled_from([Month(2000, 1), Month(2023, 4), Month(2024, 1)]))
    with copies() as vault:
        with vault.write() as db:
            cases.add_files(db, files)
        with vault.read() as db:
            assert usage(db, name, code, since) == counted(files, name, code, since)


def test_an_entry_is_put_in_the_place_it_had(vault: Vault) -> None:
    with vault.write() as db:
        lists.save(db, UNITS, [Code("a", "Aap", "Aap"), Code("b", "Noot", "Noot")])
        lists.put(db, UNITS, Code("a", "Mies", "Mies", ("Aap",), retired=True))
        lists.put(db, UNITS, Code("c", "Wim", "Wim"))
    with vault.read() as db:
        assert [(unit.code, unit.label) for unit in lists.own(db)[UNITS]] == [
            ("a", "Mies"),
            ("b", "Noot"),
            ("c", "Wim"),
        ]
        assert lists.load(db)[UNITS]["a"].retired


def test_the_order_of_each_list_is_kept_apart(vault: Vault) -> None:
    with vault.write() as db:
        lists.set_order(db, "channel", ["video", "phone"])
        lists.set_order(db, "status", ["closed"])
        lists.set_order(db, "channel", ["chat", "phone"])
    with vault.read() as db:
        loaded = lists.load(db)
    assert loaded["status"].codes[0].code != "closed"  # what stood before it stays before it
    channels = [entry.code for entry in loaded["channel"]]
    assert channels.index("chat") < channels.index("phone")
