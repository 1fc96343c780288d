"""What is to be said about how a vault stands: what needs doing first, then what holds and what does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from vp_desk.desk.safety import SafetyState
from vp_desk.dutch import day_label

#: A note that was written down gets lost; once a year one looks whether it is still there.
CODE_AFTER: Final = timedelta(days=366)
#: Every session that changed something ends with a backup; older than this, something keeps it from being made.
BACKUP_AFTER: Final = timedelta(days=7)


class Remedy(Enum):
    """What can be done about it."""

    RESTORE = "restore"
    BACK_UP = "back_up"
    CHOOSE_SECOND = "choose_second"
    BACK_UP_TO_SECOND = "back_up_to_second"
    DRILL = "drill"
    TEST_CODE = "test_code"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Attention:
    """Something that is not in order."""

    words: str
    remedy: Remedy


def attention(state: SafetyState, today: date, *, overdue: bool = False) -> tuple[Attention, ...]:
    """What needs doing, the worst first; nothing = all is in order.

    Args:
        state: how the vault stands.
        today: the day.
        overdue: whether something was stored of which there is no backup yet.
    """
    found: list[Attention] = []
    if state.damaged:
        found.append(
            Attention(
                "De kluis is beschadigd. Er wordt niets meer in geschreven. Zet een reservekopie terug.",
                Remedy.RESTORE,
            )
        )
    newest = state.newest_backup
    if overdue and newest is not None and today - newest >= BACKUP_AFTER:
        found.append(
            Attention(
                f"Uw laatste wijzigingen staan in geen reservekopie: de laatste is van {day_label(newest)}.",
                Remedy.BACK_UP,
            )
        )
    if state.second_due:
        found.append(_second(state))
    if state.drill_due:
        found.append(
            Attention(
                "De nieuwste reservekopie is al een maand niet nagekeken. Dat duurt meestal maar even.",
                Remedy.DRILL,
            )
        )
    if state.code_tested is None or today - state.code_tested >= CODE_AFTER:
        when = "nog nooit" if state.code_tested is None else "al een jaar niet"
        found.append(
            Attention(
                f"De herstelcode is {when} getest. Kijk of u het briefje nog hebt en typ de code over.",
                Remedy.TEST_CODE,
            )
        )
    if state.synced is not None:
        found.append(
            Attention(
                f"Uw kluis ligt in een map van {state.synced}: er gaan steeds kopieën naar computers van "
                "anderen. Sluit het programma en verplaats de hele map naar een gewone map op deze computer.",
                Remedy.NOTHING,
            )
        )
    return tuple(found)


def _second(state: SafetyState) -> Attention:
    if state.second_place is None:
        return Attention(
            "Er is nog geen tweede plaats voor reservekopieën. Gaat deze computer stuk of kwijt, dan bent u "
            "alles kwijt. Een USB-stick die u ergens anders bewaart, is genoeg.",
            Remedy.CHOOSE_SECOND,
        )
    last = state.second_backup
    when = "staat nog geen reservekopie" if last is None else f"is de laatste van {day_label(last)}"
    return Attention(
        f"Op de tweede plaats {when}. Sluit de stick of schijf aan en maak er een.",
        Remedy.BACK_UP_TO_SECOND,
    )


def reminder(state: SafetyState) -> str:
    """One quiet line for the page of the day; empty = there is nothing to remind of."""
    parts: list[str] = []
    if state.second_due:
        parts.append("een reservekopie op een tweede plaats")
    if state.drill_due:
        parts.append("het nakijken van de nieuwste reservekopie")
    if not parts:
        return ""
    return f"Het is weer tijd voor {' en '.join(parts)}."


#: Against what the vault is made, and against what it cannot be.
PROTECTED: Final[Sequence[str]] = (
    "Een laptop die kwijt of gestolen is, als hij uit staat of de kluis dicht is.",
    "Een collega die aan uw bureau komt terwijl de kluis dicht is.",
    "Iemand die later bestanden of reservekopieën van u kopieert.",
    "Een programma dat vastloopt, stroom die uitvalt, een schijf die vol raakt.",
    "Een schijf die langzaam stukgaat: dat wordt gemerkt, en een reservekopie herstelt het.",
)
NOT_PROTECTED: Final[Sequence[str]] = (
    "Kwaadaardige software, of een beheerder die meekijkt, terwijl de kluis open is.",
    "Iemand die u dwingt om de kluis te openen.",
    "Iemand die een oudere kopie van de hele map terugzet.",
    "Wat de computer op de schijf bewaart als hij in de slaapstand gaat. Schijfversleuteling helpt daartegen.",
)
