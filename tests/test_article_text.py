from archive.article import Article, Cut, Kept, Origin, Published, Repaired
from index import article_text
from index.console.screen import Screen

TEXT = "MOSCOW (Reuters) - Caf\u00c3\u00a9s shut.\n\nDay  Price\nMon  1\n\nCopyright 2019 Reuters."
ARTICLE = Article(
    key="25a1f7b6f8c454e6" + "0" * 48,
    title="Cafés shut in Moscow [/b]",
    body="Cafés shut, and nobody in the whole of the capital could say when they would open again.\n\n"
    "Day\tPrice in the market of the capital, of a loaf of bread that weighs five hundred grams\nMon\t1",
    published=Published(
        date="2019-03-28", precision="day", basis="print-section", evidence="A Section\non 03/28/2019"
    ),
    outlet="Reuters",
    agencies=("Reuters",),
    authors=("Maxim Rodionov",),
    contributors=("Tom Balmforth",),
    place="MOSCOW",
    section="World",
    language="en",
    captions=("A café, shut.\x1b[31m", "Another."),
    credits=("Reporting by Maxim Rodionov; Writing by Tom Balmforth; Editing by Raissa Kasolowsky",),
    corrections=("Corrects the number of cafés",),
    flags=("much-cut",),
    bases=(("language", "detected"), ("outlet", "given")),
    origins=(Origin(root="/dumps", path="a\nb.zip", members=("c.txt",)),),
    text=TEXT,
    spans=(
        Cut(0, 18, "dateline", "head", "place"),
        Kept(18, 22),
        Repaired(22, 24, "mojibake", "é"),
        Kept(24, 52),
        Cut(52, 75, "reuters-rights", "rights"),
    ),
)


def test_an_article_reads_well_in_a_pipe() -> None:
    assert article_text.as_text(ARTICLE, Screen()) == (
        "Cafés shut in Moscow [/b]\n"
        "\n"
        "Outlet      Reuters (given)\n"
        "Place       MOSCOW\n"
        "Date        28 March 2019 (print section: A Section on 03/28/2019)\n"
        "By          Maxim Rodionov\n"
        "With        Tom Balmforth\n"
        "Agency      Reuters\n"
        "Section     World\n"
        "Language    en (detected)\n"
        "\n"
        "Cafés shut, and nobody in the whole of the capital could say when they would open again.\n"
        "\n"
        "Day     Price in the market of the capital, of a loaf of bread that weighs five hundred grams\n"
        "Mon     1\n"
        "\n"
        "Correction  Corrects the number of cafés\n"
        "\n"
        "Caption     A café, shut.␛[31m\n"
        "            Another.\n"
        "\n"
        "Credit      Reporting by Maxim Rodionov; Writing by Tom Balmforth; Editing by Raissa Kasolowsky\n"
        "\n"
        "Id          25a1f7b6f8c454e6\n"
        "Origin      /dumps/a␊b.zip > c.txt\n"
        "Flag        much cut\n"
    )


def test_paragraphs_are_wrapped_on_a_terminal_and_tables_are_not() -> None:
    shown = article_text.as_text(ARTICLE, Screen(columns=200, rows=50))

    assert [line[:12] for line in shown.splitlines() if len(line) > 80] == ["Day     Pric"]


def test_an_article_of_which_nothing_is_known() -> None:
    assert article_text.as_text(Article(key="0" * 64), Screen()) == (
        "(untitled)\n\nDate        undated\n\nId          0000000000000000\n"
    )


def test_an_article_that_is_gone_says_so_first() -> None:
    shown = article_text.as_text(ARTICLE, Screen(), gone_since="2026-11-21T10:00:00Z")

    assert shown.splitlines()[0] == (
        "Gone since 21 November 2026: no longer in its source, and no longer found."
    )


def test_the_account_of_cleaning_names_rule_class_field_offsets_and_text() -> None:
    assert article_text.as_cuts(ARTICLE, Screen()) == (
        "Cafés shut in Moscow [/b]\n"
        "25a1f7b6f8c454e6\n"
        "\n"
        "dateline (head) to place, 0–18\n"
        "    MOSCOW (Reuters) -\n"
        "\n"
        "mojibake (repair), 22–24\n"
        "    “Ã©” → “é”\n"
        "\n"
        "reuters-rights (rights) dropped, 52–75\n"
        "    Copyright 2019 Reuters.\n"
    )


def test_an_article_of_which_nothing_was_cut() -> None:
    article = Article(key="0" * 64, text="Kept.", spans=(Kept(0, 5),))

    assert article_text.as_cuts(article, Screen()) == (
        "(untitled)\n0000000000000000\n\nnothing cut, nothing repaired\n"
    )
