"""Everything that chance says of nine types and their total over ten years; prints milliseconds.

The clock starts once Python itself runs, before anything of the program is loaded.
"""

from time import perf_counter

BEGIN = perf_counter()

from vp_desk.chance import Row, YearCount, count_interval, judge, rate_of  # noqa: E402
from vp_desk.chance_words import ratio_words, verdict_words  # noqa: E402

#: Counts of a first year; each year after it shifts them along the rows and adds a few.
_COUNTS = (31, 17, 12, 9, 8, 6, 4, 2, 0)
_STAFF = (812, 820, 815.5, 790, 802, 840, 866, 871, 880, 905.5)
_FIRST = 2016


def main() -> None:
    """Every interval and rate, and the verdicts of each of the ten years in words."""
    years = range(len(_STAFF))
    table = [
        [(count * (7 + (row + year) % 4)) // 8 + (row * year) % 3 for year in years]
        for row, count in enumerate(_COUNTS)
    ]
    table.append([sum(column) for column in zip(*table, strict=True)])
    series = [
        [YearCount(_FIRST + year, row[year], _STAFF[year]) for year in years] for row in table
    ]
    told = [(count_interval(point.count), rate_of(point)) for points in series for point in points]
    sentences: list[str] = []
    for year in years:
        *rows, total = [Row(points[: year + 1]) for points in series]
        judgement = judge(_FIRST + year, total, {str(i): row for i, row in enumerate(rows)})
        for verdict in judgement.every:
            sentences += verdict_words(verdict).values()
            if verdict.comparison is not None:
                sentences.append(ratio_words(verdict.comparison))
    assert len(told) == 10 * len(table)
    assert len(sentences) == (3 * 10 - 1) * len(table)
    print((perf_counter() - BEGIN) * 1000)


if __name__ == "__main__":
    main()
