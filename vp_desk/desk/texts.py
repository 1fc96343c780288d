"""The adviser's own texts of the annual report: per year and chapter, for all readers or for some."""

from functools import partial

from vp_desk.chapters import Chapter
from vp_desk.desk.changes import ChangeKind, Changes
from vp_desk.desk.day import Day
from vp_desk.own_text import LONGEST, OwnText, TooLongTextError
from vp_desk.storage import texts


class Texts(Day):
    """The use cases of own texts."""

    def report_texts(self, year: int) -> tuple[OwnText, ...]:
        """The own texts of the report of one year, in the order of its chapters.

        Of a chapter with a text for all readers and one for some, the text for all comes first.
        """
        with self._vault.read() as db:
            return texts.of_year(db, year)

    def set_report_text(
        self, year: int, chapter: Chapter, text: str, *, edition: str = ""
    ) -> Changes:
        """Store the own text of a chapter in place of the one before; an empty one takes it away.

        Args:
            year: of the report.
            chapter: in which it stands.
            text: see `vp_desk.own_text`.
            edition: code of the only edition that gets it, in place of the text for all; empty = for all.

        Raises:
            TooLongTextError: nothing was stored.
        """
        if len(text) > LONGEST:
            raise TooLongTextError(len(text))
        own = OwnText(year, chapter, text, edition)
        with self._vault.write() as db:
            place = (own.chapter, own.edition)
            held = texts.of_year(db, year)
            before = next((t for t in held if (t.chapter, t.edition) == place), None)
            texts.put(db, own)
        return self._done(
            f"Tekst van ‘{chapter.label}’ is gewijzigd",
            None,
            partial(texts.put, own=before or OwnText(year, chapter, "", edition)),
            partial(texts.put, own=own),
            ChangeKind.TEXTS,
        )
