import pytest

from index.parse import parse, relaxed, show


@pytest.mark.parametrize(
    ("query", "weaker"),
    [
        ("amuay barinas", "amuay OR barinas"),
        ("the amuay of barinas", "amuay OR barinas"),
        (
            "amuay place:moscow barinas -caracas date:2019",
            "(amuay OR barinas) place:moscow -caracas date:2019",
        ),
        ('"strict accordance" amuay barinas ven*', '"strict accordance" (amuay OR barinas) ven*'),
        ("covid-19 amuay", '"covid 19" OR "covid19" OR amuay'),
        ("amuay barinas (caracas OR delta)", "(amuay OR barinas) (caracas OR delta)"),
        ('("covid19" OR "covid 19") amuay barinas', '("covid19" OR "covid 19") (amuay OR barinas)'),
        ("amuay", None),
        ("amuay title:barinas", None),
        ('amuay "barinas"', None),
        ("amuay OR barinas", None),
        ("NOT (amuay barinas)", None),
        ("covid-19", None),
        ("amuay 習近平", None),
    ],
)
def test_bare_words_may_be_fewer_and_all_else_is_kept(query: str, weaker: str | None) -> None:
    found = relaxed(parse(query))

    assert (found and show(found)) == weaker
