"""What cannot be read, and what is said of it."""

import pytest

from archive.errors import QuerySyntaxError
from index.fields import FIELDS
from index.parse import MAX_DEPTH, MAX_LENGTH, MAX_NEARS, MAX_WORDS, parse

DATES = "write date:2019, date:2019-03, date:2019-03-28 or a range such as date:2019-03..2019-05"
LENGTHS = "write words:>800, words:<300 or words:200..500"
SIDES = "NEAR stands between words, phrases or (one OR other)"
ONE_FIELD = "both sides of NEAR must be of one field, as in title:(oil NEAR/5 price)"
UNTOLD = "'title:' is not told in sentences and paragraphs; write NEAR/10"
TIMES = "ATLEAST stands before a word, a phrase or (one OR other), of one field"
SLOP = 'between the words of a phrase may stand 0 to 99 others, as in "oil price"~5'
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
        ("NEAR/5 ap", "^", "NEAR needs something before it"),
        ("ap NEAR/5", "   ^", "NEAR needs something after it"),
        ("ap NEAR/5 OR x", "   ^", "NEAR needs something after it"),
        ("ap OR NEAR/5 x", "      ^", "NEAR needs something before it"),
        ("ap NEAR/x b", "   ^", "NEAR takes 0 to 99 words, s or p, as in NEAR/5"),
        ("ap NEAR/100 b", "   ^", "NEAR takes 0 to 99 words, s or p, as in NEAR/5"),
        ("-ap NEAR/5 b", "    ^", SIDES),
        ("ap NEAR/5 (b c)", "   ^", SIDES),
        ("ap NEAR/5 date:2019", "   ^", SIDES),
        ("ap NEAR/5 b^2", "   ^", SIDES),
        ("ap NEAR/5 ...", "   ^", SIDES),
        ("title:ap NEAR/5 b", "         ^", ONE_FIELD),
        ("ap NEAR/5 (b OR title:c)", "   ^", ONE_FIELD),
        ("rule:(a NEAR/5 b)", "        ^", "in 'rule:' nothing stands near"),
        ('has:"date"~5', "          ^", "in 'has:' nothing stands near"),
        ("title:(a WITHIN/s b)", "         ^", UNTOLD),
        ("ATLEAST/x ap", "^", "ATLEAST takes 1 to 1,000 times, as in ATLEAST/5"),
        ("ATLEAST/0 ap", "^", "ATLEAST takes 1 to 1,000 times, as in ATLEAST/5"),
        ("ATLEAST/5", "^", "ATLEAST needs something after it"),
        ("ATLEAST/5 (ap b)", "^", TIMES),
        ("ATLEAST/5 -ap", "^", TIMES),
        ("ATLEAST/2 (ap OR by:x)", "^", TIMES),
        ('"ap b"~100', "      ^", SLOP),
        ("(ap b)~3", "      ^", "~ and a number follow a word or a phrase"),
        ("ap~3", "  ^", "~ takes 1 or 2 slips, as in guaido~1"),
        ("ap~0", "  ^", "~ takes 1 or 2 slips, as in guaido~1"),
        ("ap~1", "  ^", "~1 needs a word of more than 2 letters"),
        ("ap^1e400", "  ^", "a weight is a number from 0 to 100, as in maduro^3"),
        ("ap^101", "  ^", "a weight is a number from 0 to 100, as in maduro^3"),
        ("case:", "^", "'case:' needs a word or a phrase right after it, as in case:RICO"),
        ("case:(A B)", "^", "'case:' needs a word or a phrase right after it, as in case:RICO"),
        ("case:RIC*", "     ^", "with its capitals a word is taken as written, without * and ?"),
        ("rule:(case:A)", "      ^", "'case:' cannot stand within 'rule:'"),
        ("in:cuts", "^", "in:cuts needs something after it"),
        ("in:x ap", "   ^", f"no field 'x'; there are {THERE_ARE}; in quotes it is found as written"),
        ("after:", "^", "'after:' needs a date right after it, as in after:2019-03"),
        ("after:9999", "      ^", "no day is after that"),
        ("before:2019..2020", "       ^", f"'2019..2020' is no date; {DATES}"),
        ("words:many", "      ^", f"'many' is no number of words; {LENGTHS}"),
        ("words:..", "      ^", f"'..' is no number of words; {LENGTHS}"),
        ("words:<0", "      ^", "no article has fewer than 0 words"),
        ("words:", "^", "'words:' needs a number right after it, as in words:>800"),
        ("has:banana", "    ^", f"'has:' knows {', '.join(FIELDS['has'].labels)}"),
        ("rule:", "^", "'rule:' needs a word right after it, as in rule:ap-copyright"),
        ("rule:a*b", "     ^", "a * may stand only at the end of a label, as in rule:ap-*"),
        ("?????*", "^", "a * needs at least 2 letters before it, as in ve*"),
        ("*a", "^", "a word with * or ? needs at least 2 letters, as in *la"),
        ("and/o?r", "^", "a word with * or ? in it can be only one word, as in ven?zuel*"),
        ("v*", "^", "a * needs at least 2 letters before it, as in ve*"),
        ("ap ...*", "   ^", "a * needs at least 2 letters before it, as in ve*"),
        ("title:*", "      ^", "a * needs at least 2 letters before it, as in ve*"),
        ("and/or*", "      ^", "a * can end only one word, as in venez*"),
        (
            '"strict acc*"',
            "           ^",
            "within quotes all is taken as written; put a word with a * outside",
        ),
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
        ("ab NEAR/1 " * 9_000, 3 + 10 * MAX_NEARS, "a query may have 100 NEARs; this one has more"),
        ("a?" * 40_000 + "*", 0, "a word with * or ? in it may have 64 signs"),
        ("(" * 5_000 + "x" + ")" * 5_000, MAX_DEPTH, "more than 100 brackets or NOTs within one another"),
        ("NOT " * 1_000 + "x", 4 * MAX_DEPTH, "more than 100 brackets or NOTs within one another"),
        ("-(" * 200 + "x" + ")" * 200, MAX_DEPTH, "more than 100 brackets or NOTs within one another"),
    ],
)
def test_a_query_past_a_limit_is_told_the_limit(query: str, offset: int, message: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query)

    assert (str(caught.value), caught.value.offset) == (message, offset)
