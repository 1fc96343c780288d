"""The traits of somebody that stand in a form."""

from vp_desk.fields import CASE_FIELDS, Kind
from vp_desk.ui.forms.form import Form
from vp_desk.ui.forms.pickers import CodesPicker
from vp_desk.ui.forms.sections import TYPES


def traits_of(form: Form) -> dict[str, str]:
    """Key of a field → the chosen code, of a field with several the main one; what is unclear is left out."""
    found: dict[str, str] = {}
    for field, row in form.rows.items():
        if field not in CASE_FIELDS or row.input.problem():
            continue
        if field is TYPES and isinstance(row.input, CodesPicker):
            if codes := row.input.codes():
                found[field.key] = codes[0]
        elif field.kind is Kind.CODE:
            value = row.input.value()
            if isinstance(value, str):
                found[field.key] = value
    return found
