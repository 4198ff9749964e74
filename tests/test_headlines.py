import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.headlines import end

STORY = "Roe told the council that the water was rising. Most villagers, and their hospital, are safe."
LABEL = "Related article "


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Mayor visits flooded school in Exampleland", "The town waits."),
        ("Mayor visits flooded school near river", "“We will rebuild,” she said."),
        ("Mayor visits flooded school near river", "Villagers fear the water."),
        ("Mayor names new deputy. What does it mean for the bridge?", "Nobody knew."),
        ("School to stay closed as river rises, mayor says", "Exampleland has many rivers."),
        ("‘We were told nothing’: How a town lost its school", "Roe told the council so."),
        ("Mayor urges calm as the water rises in Exampleland", "Roe has asked for help in Exampleland."),
        ("River rises again, one year on", "After the flood, few came back."),
    ],
)
def test_a_headline_ends_where_a_sentence_begins(headline: str, sentence: str) -> None:
    text = f"{LABEL}{headline} {sentence} {STORY}"

    found = end(text, len(LABEL), text)

    assert text[:found] == f"{LABEL}{headline}"


@pytest.mark.parametrize(
    "text",
    [
        "Bridges of the world Roe’s mayor may walk. The town waits.",
        "Mayor visits Roe, he said, and the town. The town waits.",
        "Mayor visits flooded school in Burkina Faso",
        "Mayor visits a schoolThe town waits. It is late.",
        "A long headline that goes on for more than a dozen words and stops here. The town waits.",
    ],
)
def test_an_uncertain_end_is_none(text: str) -> None:
    assert end(f"{LABEL}{text}", len(LABEL), text) is None


@given(st.lists(st.sampled_from("Roe and the town. has are in 21 Mayor’s waits,".split()), max_size=24))
@example("Mayor visits flooded school near river Ann Roe Coe Doe Poe and others left. It is late.".split())
def test_whatever_the_words_an_end_lies_behind_the_label(words: list[str]) -> None:
    text = LABEL + " ".join(words)

    found = end(text, len(LABEL), text)

    assert found is None or len(LABEL) < found <= len(text)
