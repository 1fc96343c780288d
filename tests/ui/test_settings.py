"""The settings by keyboard: sections that lose nothing, units, passphrase."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from tests.ui.keyboard import Keyboard
from tests.ui.settings_steps import BULLYING, answer, at, dirty, section, words_in
from vp_desk.desk import Desk, Wording, open_vault
from vp_desk.periods import Month
from vp_desk.records import Case, Contact
from vp_desk.selection import Selection
from vp_desk.taxonomy import UNITS
from vp_desk.ui.forms.sections import CASE_BY_KEY, CONTACT_BY_KEY, contact_sections
from vp_desk.ui.forms.sections import TYPES as TYPES_FIELD
from vp_desk.ui.pages.case_page import CasePage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.settings.headcounts import WRONG_ROLE
from vp_desk.ui.pages.settings.lists import TypesSection
from vp_desk.ui.pages.settings.organisation import OrganisationSection
from vp_desk.ui.pages.settings.report import ReportSection
from vp_desk.ui.pages.settings.units import UnitsSection
from vp_desk.ui.pages.settings.vault import VaultSection
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.workspace import Workspace


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    return workspace.desk


def test_every_section_is_reached_by_arrow_keys_from_the_list(
    settings_page: SettingsPage, keys: Keyboard
) -> None:
    settings_page.sections.setFocus()
    seen = [settings_page.section]
    for _ in range(8):
        keys.press(Qt.Key.Key_Down)
        assert settings_page.sections.hasFocus()
        seen.append(settings_page.section)
        assert seen[-1].isVisible()
    assert len({type(one) for one in seen}) == settings_page.sections.count() == 9


def test_what_was_typed_in_sections_is_stored_together(
    settings_page: SettingsPage, desk: Desk
) -> None:
    organisation = section(settings_page, "organisation", OrganisationSection)
    assert not dirty(settings_page)
    organisation.organisation.set_value("Gemeente Elders")
    organisation.hours.set_value("1.200")
    organisation.aftercare.set_value("2 en 8")
    report = section(settings_page, "report", ReportSection)
    report.threshold.setCurrentIndex(report.threshold.findData(7))
    report.minimum.setCurrentIndex(report.minimum.findData(15))
    report.statuses["sparring"].setChecked(False)
    assert dirty(settings_page)
    assert settings_page.store()
    settings = desk.settings
    assert (settings.organisation, settings.budget_hours) == ("Gemeente Elders", 1200)
    assert (settings.aftercare_months, settings.threshold) == ((2, 8), 7)
    assert (settings.minimum_headcount, settings.uncounted_statuses) == (
        15,
        frozenset({"sparring"}),
    )
    assert settings.fields_off == {"gender", "international"}
    assert not dirty(settings_page)
    organisation.aftercare.set_value("")
    organisation.hours.set_value("")
    assert settings_page.store()
    assert (desk.settings.aftercare_months, desk.settings.budget_hours) == ((), None)


def test_a_mistake_in_one_section_does_not_lose_what_was_typed_in_another(
    settings_page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    organisation = section(settings_page, "organisation", OrganisationSection)
    organisation.hours.setFocus()
    keys.type("acht")
    units = section(settings_page, "units", UnitsSection)
    assert units.model.setData(units.model.index(0, 3), "95")
    report = section(settings_page, "report", ReportSection)
    report.trend.setCurrentIndex(report.trend.findData(3))
    before = desk.settings
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.settings == before
    assert desk.headcounts()["beleid", 2026] == 118
    assert settings_page.section is organisation
    assert organisation.hours.hasFocus()
    assert "geen aantal uren" in words_in(organisation)
    assert "‘Organisatie’" in settings_page.bar.text
    assert organisation.hours.text() == "acht"
    organisation.hours.selectAll()
    keys.type("80")
    keys.press(Qt.Key.Key_S, ctrl=True)
    assert (desk.settings.budget_hours, desk.settings.trend_years) == (80, 3)
    assert desk.headcounts()["beleid", 2026] == 95
    assert settings_page.bar.text == ""


@pytest.mark.parametrize("months", ["0", "61", "drie", "3; x"])
def test_what_is_no_month_of_aftercare_is_said_beside_the_field(
    settings_page: SettingsPage, months: str
) -> None:
    organisation = section(settings_page, "organisation", OrganisationSection)
    organisation.aftercare.set_value(months)
    assert dirty(settings_page)
    assert not settings_page.store()
    assert "bijvoorbeeld 3, 6" in words_in(organisation)
    settings_page.discard()
    assert organisation.aftercare.text() == "3, 6, 12"
    assert not dirty(settings_page)


def test_leaving_asks_about_what_was_typed_in_a_section_out_of_sight(
    workspace: Workspace, settings_page: SettingsPage
) -> None:
    section(settings_page, "organisation", OrganisationSection).organisation.set_value("Anders")
    section(settings_page, "types", TypesSection)
    workspace.go("cases")
    assert workspace.page is settings_page
    answer(settings_page, "Weggooien")
    assert workspace.page is not settings_page
    assert not dirty(settings_page)


def test_a_field_of_a_conversation_that_is_switched_off_is_not_asked(
    workspace: Workspace, settings_page: SettingsPage, desk: Desk
) -> None:
    asked = settings_page.show_section("asked")
    boxes = asked.contact_boxes  # type: ignore[attr-defined]
    for key in ("travel_quarters", "kind", "channel"):
        boxes[key].setChecked(False)
    assert settings_page.store()
    assert desk.settings.contact_fields_off == {"travel_quarters", "kind", "channel"}
    workspace.new_conversation()
    form = workspace.page
    assert isinstance(form, ConversationPage)
    keys = {field.key for field in form.form.rows}
    assert "travel_quarters" not in keys
    assert CONTACT_BY_KEY["talk_quarters"] in form.form.rows
    form.form.rows[TYPES_FIELD].input.set_value((BULLYING,))
    form.save()
    (row,) = desk.page_of_cases(Selection(), 0, 1)
    assert desk.case(row.case.code).contacts[0].kind == "first"
    (conversation,) = contact_sections(desk.settings.contact_fields_off)
    assert [f.key for f in conversation.fields][:2] == ["held_on", "talk_quarters"]


def test_what_was_recorded_in_a_field_stays_in_sight_after_it_is_switched_off(
    workspace: Workspace, desk: Desk
) -> None:
    code = desk.new_case_code()
    case = Case(code=code, month=Month(2026, 2), types=(BULLYING,), outcome="improved")
    talk = Contact(case=code, held_on=date(2026, 2, 3), travel_quarters=2)
    desk.add_case(case, talk)
    off = frozenset({"outcome", "frequency"})
    desk.change_settings(
        replace(
            desk.settings,
            fields_off=off,
            contact_fields_off=frozenset({"travel_quarters", "initiative"}),
        )
    )
    workspace.open_case(code)
    shown = workspace.page
    assert isinstance(shown, CasePage)
    assert shown.form.value(CASE_BY_KEY["outcome"]) == "improved"
    assert CASE_BY_KEY["frequency"] not in shown.form.rows
    shown.contacts.edit(desk.case(code).contacts[0])
    assert shown.contacts.form is not None
    assert shown.contacts.form.value(CONTACT_BY_KEY["travel_quarters"]) == 2
    assert CONTACT_BY_KEY["initiative"] not in shown.contacts.form.rows


def test_headcounts_are_typed_as_in_a_spreadsheet(
    qtbot: QtBot, settings_page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    desk.list_editing.add(UNITS, Wording("Zorg"))
    desk.list_editing.add(UNITS, Wording("Team Jeugd"), "zorg")
    units = section(settings_page, "units", UnitsSection)
    model, table = units.model, units.table
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(5)] == [
        "Onderdeel",
        "2024",
        "2025",
        "2026",
        "2027",
    ]
    assert [model.index(0, n).data() for n in range(5)] == ["Beleid", "–", "120", "118", "–"]
    table.setCurrentIndex(model.index(1, 3))
    table.setFocus()
    keys.type("4")
    keys.type("0")
    keys.enter()
    qtbot.waitUntil(lambda: table.currentIndex() == model.index(2, 3))
    keys.type("8")
    keys.enter()
    qtbot.waitUntil(lambda: table.currentIndex() == model.index(3, 3))
    assert [model.index(n, 3).data() for n in range(4)] == ["118", "40", "klein · 8", "158"]
    assert dirty(settings_page)
    keys.press(Qt.Key.Key_S, ctrl=True)
    assert desk.headcounts()["zorg", 2026] == 40
    assert desk.headcounts()["zorg.team_jeugd", 2026] == 8
    table.setCurrentIndex(model.index(0, 2))
    keys.press(Qt.Key.Key_Delete)
    assert settings_page.store()
    assert ("beleid", 2025) not in desk.headcounts()


def test_a_number_that_is_none_is_shown_where_it_stands_and_stays(
    settings_page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    units = section(settings_page, "units", UnitsSection)
    units.table.setCurrentIndex(units.model.index(0, 3))
    units.table.setFocus()
    keys.type("veel")
    section(
        settings_page, "organisation", OrganisationSection
    )  # the cell is left in the middle of typing
    assert dirty(settings_page)
    assert not settings_page.store()
    assert settings_page.section is units
    assert "Beleid, 2026: ‘veel’ is geen heel getal" in words_in(units)
    assert units.table.currentIndex().data(WRONG_ROLE)
    assert desk.headcounts()["beleid", 2026] == 118
    units.model.setData(units.model.index(0, 3), "118")
    assert not dirty(settings_page)


def test_a_mistake_in_a_year_out_of_sight_is_brought_into_sight(
    settings_page: SettingsPage,
) -> None:
    units = section(settings_page, "units", UnitsSection)
    units.model.setData(units.model.index(0, 3), "veel")
    for _ in range(4):
        units._earlier.click()
    assert units.model.headerData(4, Qt.Orientation.Horizontal) == "2023"
    assert not settings_page.store()
    assert "Beleid, 2026" in words_in(units)
    assert units.table.currentIndex().data() == "veel"
    settings_page.discard()
    assert not units.problem.isVisible()
    assert settings_page.bar.text == ""


def test_without_units_the_table_says_what_to_do_first(
    settings_page: SettingsPage, desk: Desk
) -> None:
    units = section(settings_page, "units", UnitsSection)
    at(units.editor, "beleid")
    units.editor.retire()
    assert not units.table.isVisible()
    assert "Voeg eerst een onderdeel toe" in words_in(units)


def test_a_new_passphrase_opens_the_vault_and_the_old_one_no_longer(
    qtbot: QtBot, settings_page: SettingsPage, desk: Desk, keys: Keyboard
) -> None:
    vault = section(settings_page, "vault", VaultSection)
    keys.type("niet de goede")
    vault.new.line.setText("kort")
    vault.change_passphrase()
    assert "te kort" in words_in(vault)
    assert "niet gelijk" in words_in(vault)
    new = "vijf andere losse woorden hier"
    vault.new.line.setText(new)
    vault.again.line.setText(new)
    vault.change_passphrase()
    qtbot.waitUntil(lambda: bool(vault.bar.text), timeout=20_000)
    assert "wachtzin" in vault.bar.text
    assert vault.save_button.isEnabled()
    vault.old.line.setText(PASSPHRASE)
    vault.change_passphrase()
    qtbot.waitUntil(lambda: "is gewijzigd" in vault.bar.text, timeout=20_000)
    assert vault.old.line.text() == vault.new.line.text() == ""
    path = desk.path
    desk.close()
    open_vault(path, new, limits=CHEAP_LIMITS).close()


def test_secrets_are_forgotten_when_one_leaves_the_settings(
    workspace: Workspace, settings_page: SettingsPage
) -> None:
    vault = section(settings_page, "vault", VaultSection)
    vault.old.line.setText(PASSPHRASE)
    assert not dirty(settings_page)
    workspace.go("cases")
    assert vault.old.line.text() == ""
