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
        ("Mayor says council ‘will not pay’", "Exampleland Bridge Society has asked again."),
        ("River rises again. Here’s what we know", "Exampleland’s old bridge has been closed."),
        ("Mayor hopes for help from school leaders", "Friday’s flood came as a surprise."),
        ("Mayor defies council with surprise vote", "Exampleland on Friday counted the votes."),
        ("Mayor defies council with surprise vote", "Ann Roe, head of the council, left."),
        ("Mayor defies council with surprise vote", "Ann Roe, 26, left."),
        ("Mayor defies council with surprise vote", "Roe thinks that it was wrong."),
        ("Mayor defies council with surprise vote", "Roe’s old deputy left."),
        ("Mayor defies council with surprise vote", "Roe and her deputy have gone."),
        ("Mayor defies council with surprise vote of school envoy", "Roeish officials say so."),
        ("River rises again, one year on", "After the flood, few came back."),
        ("River rises again, one year on", "“We came back,” she said."),
    ],
)
def test_a_headline_ends_where_a_sentence_begins(headline: str, sentence: str) -> None:
    text = f"{LABEL}{headline} {sentence} {STORY}"

    found = end(text, len(LABEL), text)

    assert text[:found] == f"{LABEL}{headline}"


@pytest.mark.parametrize(
    "text",
    [
        "A ‘happy go lucky’ Roe walks away",
        "Storm that killed Roe’s mayor, who walked. The town waits.",
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
