"""Group disclosure: a category all of whose cases share an answer in another field.

"All six cases about leaks were in one unit" says something of each of the six, however many they are.
No figure is small and nothing is hidden: it is a warning to the adviser, and for readers who stand close
to the people concerned a question that she has to answer first.

Source: rulings on disclosure; Willenborg and De Waal, Elements of Statistical Disclosure Control (2001),
on group disclosure in tables of counts.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vp_desk.aggregate import Count, CountTable, Key, Measure
from vp_desk.axes import PERIOD, TOTAL, Axis, Node
from vp_desk.errors import VpDeskError
from vp_desk.released import Publication, ReleasedTable, Shown
from vp_desk.taxonomy import UNKNOWN


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """All cases of a category have one answer, and the tables show it."""

    #: Ids of the figure of the category and of the one answer: the same in every edition.
    whole: str
    part: str
    #: Label of the table, and names of all tables in which it is seen.
    table: str
    tables: frozenset[str]
    #: `Lekken`, `Organisatieonderdeel`, `Toezicht`.
    category: str
    field: str
    answer: str
    #: Every case of the year has it, so it says nothing of this group: a warning, and no question.
    everyone: bool = False

    @property
    def sentence(self) -> str:
        """What readers will see, for the adviser."""
        if self.everyone:
            return (
                f"Alle zaken van het jaar hebben hetzelfde antwoord bij {self.field.lower()}: "
                f"‘{self.answer}’."
            )
        return (
            f"Alle zaken van ‘{self.category}’ hebben hetzelfde antwoord bij {self.field.lower()}: "
            f"‘{self.answer}’."
        )


class SharedAnswerError(VpDeskError):
    """An edition that tells shared answers which the adviser has not looked at."""

    def __init__(self, shared: Sequence[SharedAnswer], edition: str) -> None:
        #: What has to be confirmed.
        self.shared = tuple(shared)
        named = " ".join(each.sentence for each in self.shared[:3])
        super().__init__(
            f"Deze editie ({edition}) verraadt iets over een hele groep. {named} "
            "Bevestig eerst dat dit getoond mag worden (in het venster, of met --confirm-shared-answers), "
            "of laat die tabel weg."
        )


def shared_answers(
    publication: Publication, exact: Mapping[str, CountTable]
) -> tuple[SharedAnswer, ...]:
    """Every shared answer that the tables of a publication show, each once.

    Args:
        publication: what is told, all of it or the part of one edition.
        exact: the exact tables behind it, by name. A table that is not there is passed over.
    """
    found: dict[tuple[str, str], SharedAnswer] = {}
    for name, table in publication.tables.items():
        if name not in exact or exact[name].spec.measure is not Measure.CASES:
            continue
        for seen in _in_table(table, exact[name]):
            name_of = (seen.whole, seen.part)
            old = found.get(name_of, seen)
            found[name_of] = replace(old, tables=old.tables | seen.tables)
    return tuple(found.values())


def unanswered(
    shared: Iterable[SharedAnswer], confirmed: Collection[str]
) -> tuple[SharedAnswer, ...]:
    """Those that the adviser has not confirmed; a confirmation names the figure of the answer."""
    return tuple(each for each in shared if not each.everyone and each.part not in confirmed)


def _in_table(table: ReleasedTable, exact: CountTable) -> Iterator[SharedAnswer]:
    for place, axis in enumerate(table.axes):
        field = "Kwartaal" if axis.key == PERIOD else axis.label
        for whole, parts in _families(axis):
            for key in table.cells:
                category = _category(table, key, place) if key[place] == whole else None
                if category is None:
                    continue
                answer = _seen_answer(table, exact, key, _family(key, place, parts))
                everyone = tuple(map(_root, table.axes, key))
                if answer is None:
                    continue
                shared = _answer(exact, everyone, _family(everyone, place, parts)) == answer
                about = everyone if shared else key
                yield SharedAnswer(
                    table.ids[about],
                    table.ids[_family(about, place, parts)[answer]],
                    table.label,
                    frozenset({table.name}),
                    "" if shared else category,
                    field,
                    axis.by_code[answer].label,
                    everyone=shared,
                )


def _family(key: Key, place: int, parts: Iterable[str]) -> dict[str, Key]:
    """The keys of the parts of a figure along one axis."""
    return {part: (*key[:place], part, *key[place + 1 :]) for part in parts}


def _root(axis: Axis, code: str) -> str:
    """The node of everyone: the total, or the year of a quarter."""
    node = axis.by_code[code]
    return node.code if node.parent is None else _root(axis, node.parent)


def _families(axis: Axis) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Answers among which a case has one: the main rows of a field, the quarters of a year."""
    for whole, parts in axis.parts.items():
        if whole == TOTAL or axis.key == PERIOD:
            yield whole, parts


def _category(table: ReleasedTable, key: Key, place: int) -> str | None:
    """The category that a figure is about: its nodes on the other axes.

    None when that is everyone, or those of whom it was not registered.
    """
    nodes: list[Node] = []
    for number, (axis, code) in enumerate(zip(table.axes, key, strict=True)):
        node = axis.by_code[code]
        whole = code == TOTAL or (axis.key == PERIOD and node.depth == 1)
        if number != place and code == UNKNOWN:
            return None
        if number != place and not whole:
            nodes.append(node)
    return ", ".join(node.label for node in nodes) or None


def _answer(exact: CountTable, key: Key, family: Mapping[str, Key]) -> str | None:
    """The one answer of all cases of a category; None when there are more, none, or it is not known."""
    whole = exact.cells.get(key)
    counts = {part: exact.cells.get(place) for part, place in family.items()}
    told = {part: cell for part, cell in counts.items() if isinstance(cell, Count) and cell.value}
    if not isinstance(whole, Count) or len(told) != 1:
        return None
    part, cell = next(iter(told.items()))
    return part if cell.value == whole.value and part != UNKNOWN else None


def _seen_answer(
    table: ReleasedTable, exact: CountTable, key: Key, family: Mapping[str, Key]
) -> str | None:
    """The one answer, when readers see it: it equals its whole, or every other answer is told as zero."""
    answer = _answer(exact, key, family)
    if answer is None:
        return None
    whole, part = table.cells[key], table.cells[family[answer]]
    others = (table.cells[place] for code, place in family.items() if code != answer)
    told = isinstance(whole, Shown) and whole == part
    return answer if told or all(cell == Shown(0) for cell in others) else None
