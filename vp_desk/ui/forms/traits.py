"""The traits of somebody that stand in a form."""

from vp_desk.fields import CASE_FIELDS, Kind
from vp_desk.ui.forms.form import Form
from vp_desk.ui.forms.sections import TYPES


def traits_of(form: Form) -> dict[str, str]:
    """Key of a field → the chosen code, of a field with several the main one; what is unclear is left out."""
    found: dict[str, str] = {}
    for field in form.fields:
        if field not in CASE_FIELDS or form.problem(field):
            continue
        value = form.value(field)
        if field is TYPES and isinstance(value, tuple) and value:
            found[field.key] = str(value[0])  # pyright: ignore[reportUnknownArgumentType]
        elif field.kind is Kind.CODE and isinstance(value, str):
            found[field.key] = value
    return found
