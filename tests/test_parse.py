import pytest

from archive.errors import QuerySyntaxError
from index.fields import FIELDS
from index.parse import MAX_DEPTH, MAX_LENGTH, MAX_WORDS, parse
from index.query import And, Days, Everything, Not, Or, Phrase, Prefix, Query, Word

A, B, C, D = Word("amuay"), Word("barinas"), Word("caracas"), Word("delta")
COVID = Or((Phrase(("covid", "19")), Phrase(("covid19",))))


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        # Plain words: all of them, in any order, by their stem.
        ("venezuela", Word("venezuela")),
        ("Zakharova Louvre", And((Word("zakharova"), Word("louvre")))),
        ("  amuay \t barinas\u00a0caracas\u3000", And((A, B, C))),
        ("amuay amuay", And((A, A))),
        ("Guaidó", Word("guaido")),
        ("GUAIDO’S", Word("guaido")),
        ("O'Brien O’Brien", And((Word("obrien"), Word("obrien")))),
        ("U.S. U.S US us", And((Word("us"),) * 4)),
        ("AT&T R&D", And((Word("at&t"), Word("r&d")))),
        ("C4 G20 4x4", And((Word("c4"), Word("g20"), Word("4x4")))),
        ("1,000 27.6% $5", And((Word("1000"), Word("27.6"), Word("5")))),
        ("amuay, barinas; caracas?!", And((A, B, C))),
        ("amuay?", A),
        ("ven\u00adezuela cara\u200bcas", And((Word("venezuela"), C))),
        # Stop words are passed over, unless there is nothing else or they are meant.
        ("the war in venezuela", And((Word("war"), Word("venezuela")))),
        ("the amuay", A),
        ("the", Word("the")),
        ("to be or not to be", And(tuple(map(Word, ("to", "be", "or", "not", "to", "be"))))),
        ("(the) amuay", And((Word("the"), A))),
        ("amuay (the the)", And((A, Word("the"), Word("the")))),
        ("the AND amuay", A),
        ("the OR amuay", Or((Word("the"), A))),
        ("the -amuay", Not(A)),
        ("amuay -the", And((A, Not(Word("the"))))),
        ("the date:2019", Days("2019-01-01", "2019-12-31")),
        ("theresa may", And((Word("theresa"), Word("may")))),
        # A word that is several: a phrase; with a hyphen, written apart or as one.
        ("covid-19", COVID),
        ("COVID\u201119", COVID),
        ("covid19", Word("covid19")),
        ("covid-19 amuay", And((COVID, A))),
        (
            "vice-president’s",
            Or((Phrase(("vice", "president")), Phrase(("vicepresident",)))),
        ),
        (
            "covid-19/anti-coup",
            Or((Phrase(("covid", "19", "anti", "coup")), Phrase(("covid19", "anticoup")))),
        ),
        ("9-11", Phrase(("9", "11"))),
        ("12:30", Phrase(("12", "30"))),
        ("dw.com", Phrase(("dw", "com"))),
        ("and/or", Phrase(("and", "or"))),
        ("http://dw.com/a_b", Phrase(("http", "dw", "com", "a", "b"))),
        ("習近平", Phrase(("習近", "近平"))),
        ("日本 中", And((Word("日本"), Word("中")))),
        ("AT&T日本", Phrase(("at&t", "日本"))),
        # Phrases, as written.
        ('"strict accordance"', Phrase(("strict", "accordance"))),
        ('"accordance"', Phrase(("accordance",))),
        ("“strict accordance”", Phrase(("strict", "accordance"))),
        ('„strict accordance"', Phrase(("strict", "accordance"))),
        ('"to be or not to be"', Phrase(("to", "be", "or", "not", "to", "be"))),
        ('"The vice-president of the U.S."', Phrase(("the", "vice", "president", "of", "the", "us"))),
        ('"a AND (b OR c) -d title:e"', Phrase(("a", "and", "b", "or", "c", "d", "title", "e"))),
        ('amuay"strict accordance"barinas', And((A, Phrase(("strict", "accordance")), B))),
        ('amuay ""', A),
        ('"strict accordance"-barinas', And((Phrase(("strict", "accordance")), B))),
        # AND, OR, NOT: in capitals; NOT before AND and space, those before OR.
        ("amuay AND barinas", And((A, B))),
        ("amuay and barinas", And((A, B))),
        ("amuay OR barinas", Or((A, B))),
        ("amuay or barinas", And((A, B))),
        ("not amuay", A),
        ("NOT amuay", Not(A)),
        ("amuay NOT barinas", And((A, Not(B)))),
        ("amuay AND NOT barinas", And((A, Not(B)))),
        ("NOT amuay barinas", And((Not(A), B))),
        ("NOT NOT amuay", Not(Not(A))),
        ("amuay barinas OR caracas delta", Or((And((A, B)), And((C, D))))),
        ("amuay AND barinas OR caracas AND delta", Or((And((A, B)), And((C, D))))),
        ("amuay OR barinas OR caracas", Or((A, B, C))),
        ("amuay OR NOT barinas caracas", Or((A, And((Not(B), C))))),
        ("amuay OR covid-19", Or((A, *COVID.parts))),
        # Brackets.
        ("(amuay)", A),
        ("(amuay OR barinas) caracas", And((Or((A, B)), C))),
        ("amuay(barinas OR caracas)delta", And((A, Or((B, C)), D))),
        ("amuay (barinas caracas)", And((A, B, C))),
        ("amuay OR (barinas OR caracas)", Or((A, B, C))),
        ("NOT (amuay OR barinas)", Not(Or((A, B)))),
        ("((((amuay))))", A),
        ("() amuay ( - )", A),
        ("(amuay)-barinas", And((A, B))),
        ("(amuay) " * 150, And((A,) * 150)),
        # A minus before a word, a phrase, a bracket, a field.
        ("zakharova -louvre", And((Word("zakharova"), Not(Word("louvre"))))),
        ("-amuay", Not(A)),
        ("−amuay", Not(A)),
        ('-"strict accordance"', Not(Phrase(("strict", "accordance")))),
        ("-(amuay barinas)", Not(And((A, B)))),
        ("-title:amuay", Not(Word("amuay", "title"))),
        ("(-amuay)", Not(A)),
        ("amuay OR -barinas", Or((A, Not(B)))),
        ("NOT -amuay", Not(Not(A))),
        ("amuay -AND", And((A, Not(Word("and"))))),
        ("-venez*", Not(Prefix("venez"))),
        ("amuay - barinas", And((A, B))),
        ("amuay -- barinas", And((A, B))),
        ("--amuay", A),
        ("–amuay", A),
        # The beginning of a word, and everything.
        ("venez*", Prefix("venez")),
        ("Guaid*", Prefix("guaid")),
        ("vice-pres*", Prefix("vicepres")),
        ("O'Br*", Prefix("obr")),
        ("ve**", Prefix("ve")),
        ("中*", Prefix("中")),
        ("日本語*", Phrase(("日本", "本語"))),
        ("*", Everything()),
        ("* -amuay", And((Everything(), Not(A)))),
        # Fields, by their names and by what people call them.
        ("place:moscow", Word("moscow", "place")),
        ("PLACE:Moscow", Word("moscow", "place")),
        ("source:reuters", Word("reuters", "outlet")),
        ("by:smith byline:smith", And((Word("smith", "author"),) * 2)),
        ('headline:"strict accordance"', Phrase(("strict", "accordance"), "title")),
        ("title:venez*", Prefix("venez", "title")),
        ("title:(amuay OR barinas)", Or((Word("amuay", "title"), Word("barinas", "title")))),
        ("title:(amuay -barinas)", And((Word("amuay", "title"), Not(Word("barinas", "title"))))),
        ("title:covid-19", Or((Phrase(("covid", "19"), "title"), Phrase(("covid19",), "title")))),
        ("outlet:dw.com", Phrase(("dw", "com"), "outlet")),
        ("title:a:b", Phrase(("a", "b"), "title")),
        ("title:AND", Word("and", "title")),
        ("title:-amuay", Word("amuay", "title")),
        # In names every word counts; in prose a stop word does if it is asked for alone.
        ("outlet:(the guardian)", And((Word("the", "outlet"), Word("guardian", "outlet")))),
        ("title:(the guardian)", Word("guardian", "title")),
        ("title:the amuay", And((Word("the", "title"), A))),
        ("lang:it amuay", And((Word("it", "lang"), A))),
        # Dates: a year or a month means the whole of it.
        ("date:2019", Days("2019-01-01", "2019-12-31")),
        ("date:2019-02", Days("2019-02-01", "2019-02-28")),
        ("date:2019-03-28", Days("2019-03-28", "2019-03-28")),
        ("date:2019-03-26..2019-03-28", Days("2019-03-26", "2019-03-28")),
        ("date:2018..2019-03", Days("2018-01-01", "2019-03-31")),
        ("date:2019-03..", Days("2019-03-01", None)),
        ("date:..2019-03", Days(None, "2019-03-31")),
        ("date:2019-03..2018", Days("2018-01-01", "2019-03-31")),
        ("date:2019‑03…2019‑04", Days("2019-03-01", "2019-04-30")),
        ('published:" 2019 "', Days("2019-01-01", "2019-12-31")),
        ("date:(2017 OR 2019)", Or((Days("2017-01-01", "2017-12-31"), Days("2019-01-01", "2019-12-31")))),
        ("-date:9999-12", Not(Days("9999-12-01", "9999-12-31"))),
        # What makes no word is passed over.
        ("amuay & barinas ...", And((A, B))),
        ("amuay OR ...", A),
        ("amuay -...", A),
        ("amuay\x00barinas \ud800", Phrase(("amuay", "barinas"))),
        # All together.
        (
            'place:moscow (guaido OR maduro) -"cowboy in" date:2019-03 venez*',
            And(
                (
                    Word("moscow", "place"),
                    Or((Word("guaido"), Word("maduro"))),
                    Not(Phrase(("cowboy", "in"))),
                    Days("2019-03-01", "2019-03-31"),
                    Prefix("venez"),
                )
            ),
        ),
    ],
)
def test_a_query_is_read_as_this_tree(query: str, tree: Query) -> None:
    assert parse(query) == tree


DATES = "write date:2019, date:2019-03, date:2019-03-28 or a range such as date:2019-03..2019-05"
THERE_ARE = ", ".join(FIELDS)


@pytest.mark.parametrize(
    ("query", "caret", "message"),
    [
        ("", "^", "there is nothing to search for"),
        (" ... & () ", "^", "there is nothing to search for"),
        ("NOT ...", "^", "there is nothing to search for"),
        ("outlt:ap", "^", "no field 'outlt'; did you mean 'outlet'?"),
        ("ap -Tilte:x", "    ^", "no field 'Tilte'; did you mean 'title'?"),
        ("qqq:x", "^", f"no field 'qqq'; there are {THERE_ARE}; in quotes it is found as written"),
        ("title:", "^", "'title:' needs a word right after it, as in title:venezuela"),
        ("ap title: x", "   ^", "'title:' needs a word right after it, as in title:venezuela"),
        ("(by:)", " ^", "'by:' needs a word right after it, as in by:venezuela"),
        ('title:""', "^", "'title:' needs a word right after it, as in title:venezuela"),
        ("title:(...)", "^", "'title:' needs a word right after it, as in title:venezuela"),
        ("date:", "^", "'date:' needs a date right after it, as in date:2019-03"),
        ("title:(ap outlet:x)", "          ^", "'outlet:' cannot stand within 'title:'"),
        ("date:2019-13", "     ^", f"'2019-13' is no date; {DATES}"),
        ("date:2019-02..2019-02-30", "              ^", f"'2019-02-30' is no date; {DATES}"),
        ("date:yesterday", "     ^", f"'yesterday' is no date; {DATES}"),
        ("date:2019*", "     ^", f"'2019*' is no date; {DATES}"),
        ("date:99999", "     ^", f"'99999' is no date; {DATES}"),
        ('date:"March 2019"', "      ^", f"'March 2019' is no date; {DATES}"),
        ("date:..", "     ^", f"a range needs a date; {DATES}"),
        ('ap "strict', "   ^", "this quote is not closed"),
        ("ap (strict", "   ^", "this bracket is not closed"),
        ("ap (a (b) c", "   ^", "this bracket is not closed"),
        ("ap) strict", "  ^", "this bracket closes nothing"),
        ("AND ap", "^", "AND needs something before it"),
        ("ap AND", "   ^", "AND needs something after it"),
        ("ap AND AND x", "       ^", "AND needs something before it"),
        ("ap AND OR x", "   ^", "AND needs something after it"),
        ("OR ap", "^", "OR needs something before it"),
        ("ap OR", "   ^", "OR needs something after it"),
        ("(ap OR)", "    ^", "OR needs something after it"),
        ("ap OR OR x", "   ^", "OR needs something after it"),
        ("ap NOT", "   ^", "NOT needs something after it"),
        ("(NOT) ap", " ^", "NOT needs something after it"),
        ("NOT AND ap", "^", "NOT needs something after it"),
        ("v*", "^", "a * needs at least 2 letters before it, as in ve*"),
        ("ap ...*", "   ^", "a * needs at least 2 letters before it, as in ve*"),
        ("title:*", "      ^", "a * needs at least 2 letters before it, as in ve*"),
        ("ap ven*la", "      ^", "a * may stand only at the end of a word, as in venez*"),
        ("*zuela", "^", "a * may stand only at the end of a word, as in venez*"),
        ("and/or*", "      ^", "a * can end only one word, as in venez*"),
        (
            '"strict acc*"',
            "           ^",
            "within quotes all is taken as written; put a word with a * outside",
        ),
        ("ven?zuela", "   ^", "a ? cannot stand for a letter; only a * may, at the end of a word"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(query: str, caret: str, message: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query)

    assert (str(caught.value), " " * caught.value.offset + "^", caught.value.query) == (message, caret, query)


@pytest.mark.parametrize(
    ("query", "offset", "message"),
    [
        ("a" * 1_000_000, MAX_LENGTH, "a query may have 100,000 characters; this one has 1,000,000"),
        ("ab " * 1_025, 3 * MAX_WORDS, "a query may have 1,024 words; this one has more"),
        ("ab OR " * 10_000 + "ab", 6 * MAX_WORDS, "a query may have 1,024 words; this one has more"),
        (f'"{"ab " * 1_025}"', 0, "a query may have 1,024 words; this one has more"),
        ("a-" * 1_025, 0, "a query may have 1,024 words; this one has more"),
        ("(" * 5_000 + "x" + ")" * 5_000, MAX_DEPTH, "more than 100 brackets or NOTs within one another"),
        ("NOT " * 1_000 + "x", 4 * MAX_DEPTH, "more than 100 brackets or NOTs within one another"),
        ("-(" * 200 + "x" + ")" * 200, MAX_DEPTH, "more than 100 brackets or NOTs within one another"),
    ],
)
def test_a_query_past_a_limit_is_told_the_limit(query: str, offset: int, message: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query)

    assert (str(caught.value), caught.value.offset) == (message, offset)
