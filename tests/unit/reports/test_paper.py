from __future__ import annotations

import pytest

from tikadesk import i18n
from tikadesk.reports import REPORTS, daily_register, paper

PAPERS = {daily_register.NAME: daily_register}


@pytest.mark.parametrize("name", PAPERS)
def test_every_column_has_a_type_a_width_and_a_heading_in_both_languages(name: str) -> None:
    columns = paper.columns(name)
    assert len({column.key for column in columns}) == len(columns)
    assert {column.type for column in columns} <= {paper.TEXT, paper.WHOLE, paper.DAY}
    assert all(column.width >= 5 for column in columns)
    for language in ("en", "hi"):
        i18n.use(language)
        assert len(set(paper.headings(name, columns))) == len(columns)


def test_the_registry_knows_its_reports_by_name() -> None:
    assert all(report.name == name for name, report in REPORTS.items())
