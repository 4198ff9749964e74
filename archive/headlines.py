"""Where another story's headline ends that was poured before a sentence, no stop between them.

English newsrooms write headlines as sentences, and without capitals: a word in a capital that is no name,
or a name that tells or did something, begins the next sentence. Where that is not certain nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_FEWEST, _MOST = 3, 26  # words of such a headline
_REACH = 10  # words within which a name tells, is or did something
_FIRST_SENTENCE = 12  # words: a longer one with a full stop is the story's
_WORD = re.compile(r"\S+")
_LOWER_WORD = re.compile(r"(?<![\w’'.-])[a-z]{3,}(?![\w’'-])")
_CAPITAL = re.compile(r"[‘(]?[A-Z]")
_QUOTE = re.compile(r"[“\"][A-Z\d]")
_STOP = re.compile(r"[.!?…][\"'”’)]*$")
_CLOSING = re.compile(r"[^\s‘]’(?![a-z])")
_ADJECTIVE = re.compile(r"(?:ian|ish|ese|can|eli|aqi|ini|ench|utch|Arab|German|Greek|Turkish)$")
_MARKS = "‘’“”\"',.?!:;()"
_STOPPED = re.compile(r"(?:^|[a-z\d’])\.[’”)]*$")
_SHORTENED = frozenset(
    "Col Dr Gen Gov Jan Feb Mar Apr Aug Lt Mr Mrs Ms No Nov Dec Oct Prof Rep Ret Sen Sept St vs".split()
)
_GLUED = re.compile(r"[a-z]{3}[A-Z]")
_SAYS = re.compile(r", (?:[\w’.]+ ){1,4}(?:says?|reports?|finds?|shows?|suggests?|warns?)$")
_KNOWN = re.compile(r"\bwhat (?:(?:we|you)(?: need to)?|to) know$", re.I)
_LONG_QUOTE = re.compile(r"(?<!\b[Aa] )(?<!\b[Tt]he )‘[^‘’ ]+(?: [^‘ ]+){2,}’$")
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_OF_DAY = re.compile(rf"{_DAY}’s$")
_WHEN = re.compile(rf"(?:on {_DAY}|in {_MONTH}|last (?:week|month|year))\b")
_SUBORDINATE = re.compile(r"(?:After|As|Amid|Despite|For|How|If|In|On|What|When|While|Why|With)\b")

_OPENERS = frozenset(
    """
    A About Across Additionally After Again Against All Alongside Also Although Amid Among An And Another
    Any Apart Around As Asked At Because Before Beside Besides Between Beyond Both But By Dozens Despite
    During Each Earlier Eight Elsewhere Even Every Few Fifteen Five Following For Four From Given Had Has
    Have He Her Here Hers His How However Hundreds If In Including Indeed Inside Instead Irrespective Is It
    Its Just Last Later Like Many Meanwhile More Most Much My Near Nearly Neither Nevertheless Nine No None
    Nor Not Now Of On Once One Only Or Other Others Our Outside Over Part Perhaps Previously Rather Recently
    Separately Seven Several She Shortly Similarly Since Six So Some Soon Speaking Still Such Ten Than That
    The Their Then There These They This Those Though Thousands Three Through Throughout To Today Twelve
    Twenty Two Ultimately Under Unlike Until Upon Was We Were What When Where Whether While Who Why With
    Within Without Yesterday Yet You Your
    """.split()
)
_PARTICLES = frozenset("away back down in off on out over up".split())  # a headline may end in them
_JOINING = frozenset(
    """
    a about across after against ahead all along alongside amid among an and any are around as at be because
    been before behind being between beyond both but by calls central certain during eastern every for
    former from had has have he her his how if in including inside into is its like more most near new no
    northern not of off on once or our out outside over per said say says she since some southern than that
    the their them then there these they this those through to told toward towards under until up upon via
    was we were western what when where whether which while who whose why will with within without would you
    your
    """.split()
)
_BEFORE_PLACES = frozenset(
    """
    across against and at by central eastern for from in inside into near northern of on over southern through
    to toward towards western with
    """.split()
)
_NAME_PARTS = frozenset(
    """
    Agency Airport Army Bank Bay Beach Border Bridge Camp Center Central City Coast Committee Council County
    Court Cross Defense Department District East Festival Force Forces Front Games Group Guard Gulf Health
    Heights Hospital House Island Islands Lake League Line Ministry Mountains National Nations Navy North
    Office Olympics Park Party Peninsula Police Port Prison Province Region Republic River Road Sea Security
    Service Square State States Street Strip Summit Supreme Tower Union University Valley West Zone
    """.split()
)
_ROLES = frozenset(
    """
    acting chief commander deputy director envoy general leader minister official president secretary senior
    spokesman spokesperson spokeswoman
    """.split()
)
_TITLES = _ROLES | frozenset(
    """
    analysts army authorities commanders defense emergency forces foreign government health intelligence
    journalists law lawmakers leaders media military ministry negotiators officials police prime prosecutors
    residents services sources state troops
    """.split()
)
_PEOPLE = _TITLES | frozenset("analyst doctor lawyer professor resident researcher student teacher".split())
_DETERMINERS = frozenset("a an her his its that the their".split())
_APPOSED = _DETERMINERS | frozenset("head who which whose".split())
_MORE = frozenset("certain her his its other some their".split())
_BEING = frozenset("are had has have was were".split())
_VERBS = _BEING | frozenset(
    """
    also became began brought built came caught could did does drew fell felt fled fought found gave
    grew heard held is joined knew laid later led left made may met might must paid previously put ran
    recently reportedly rose said saw say sent shot spent spoke stood struck taught then thought threw told
    took understood went will wins won would wrote
    """.split()
)
_MAYBE = frozenset("could may might".split())  # in "the bridges Roe’s mayor may walk", too
_NO_VERBS = frozenset("armed embed hundred need seed speed unarmed united".split())
_NAMES_IN_ING = frozenset("Beijing Boeing Jinping Sterling".split())
_TELLING = frozenset("added insisted noted said told".split())


def end(text: str, start: int, document: str) -> int | None:
    """Return where the headline ends that begins at ``start``, None where that is uncertain.

    ``document`` tells which words are no names: those that it writes in lower case, too.

    >>> text = "Related article Mayor visits flooded school Villagers fear the water. Most villagers left."
    >>> text[: end(text, 16, text)]
    'Related article Mayor visits flooded school'
    """
    found = list(_WORD.finditer(text, start))[: _MOST + 4]
    words = [match[0] for match in found]
    if len(words) < _MOST and not _STOP.search(text):
        return None  # nothing but the headline
    for number in range(_FEWEST, min(len(words) - 2, _MOST)):
        headline = text[start : found[number - 1].end()]
        begins = _begins(words, number, headline, document)
        if begins is None:
            return None
        if begins:
            return found[number - 1].end()
    return None


@lru_cache(maxsize=1)
def _lower_words(document: str) -> frozenset[str]:
    return frozenset(_LOWER_WORD.findall(document))


def _begins(words: Sequence[str], number: int, headline: str, document: str) -> bool | None:
    """Tell whether a sentence begins with a word; None where that cannot be told any more."""
    before, word, behind = words[number - 1 : number + 2]
    bare = word.strip(_MARKS).split("’")[0].split("-")[0]
    if bare in _TELLING:
        return False if headline.count("‘") > len(_CLOSING.findall(headline)) else None
    if not (_CAPITAL.match(word) or _QUOTE.match(word)):
        return None if _GLUED.search(word) else False
    if _GLUED.search(word):
        return None
    ended = before.rstrip("’”)")
    joined = before.lower() in _JOINING or ended[-1:] in ",:;–—-"
    told = _SAYS.search(headline) is not None and not _SUBORDINATE.match(headline)
    if _QUOTE.match(word):
        return True if told or not joined or before in _PARTICLES else None
    if bare in _OPENERS and before in _PARTICLES:
        return bare not in ("A", "An", "The")
    if joined and not told:
        return False
    if ended[-1:] in "?!":
        return True
    if _STOPPED.search(before) and before.strip(_MARKS) not in _SHORTENED:
        return False if number <= _FIRST_SENTENCE and not _stops(words[: number - 1]) else None
    if bare in _OPENERS:
        return bare != "The" or not behind[:1].isupper() or behind[:2].isupper() or "-" in behind
    if told or _OF_DAY.match(word) or _KNOWN.search(headline) or _LONG_QUOTE.search(headline):
        return True
    if before[:1].isupper() and not _is_place(words[number - 2], before, bare, document):
        return False
    if _is_common(bare, document):
        return behind[:1].islower() or word.endswith(",")
    if word.endswith("’s") and before.endswith("ed"):
        return False
    named = word.endswith("’s") or (_ADJECTIVE.search(bare) and behind in _TITLES)
    if (
        (before in _ROLES and not named)
        or bare == behind
        or (before[:1].isdigit() and not words[number - 2].endswith("."))
    ):
        return False
    return _acts(words[number : number + _REACH])


def _stops(words: Sequence[str]) -> bool:
    return any(_STOPPED.search(word) and word.strip(_MARKS) not in _SHORTENED for word in words)


def _is_place(joint: str, name: str, bare: str, document: str) -> bool:
    """Tell whether a name ends a headline: behind "in" and the like, and by itself elsewhere in the text."""
    if joint not in _BEFORE_PLACES or {name, bare} & _NAME_PARTS or _ADJECTIVE.search(name):
        return False
    return re.search(rf"\b{re.escape(name.strip(_MARKS))}\b(?! ?[A-Z])", document) is not None


def _is_common(bare: str, document: str) -> bool:
    """Tell whether a word in a capital is no name: the text writes it small, too, or its ending tells."""
    if bare.endswith("ing") or (bare.endswith("ed") and len(bare) > 5):
        return bare not in _NAMES_IN_ING and bare.lower() not in _NO_VERBS
    word = bare.lower()
    return bare == "CNN" or not {word, word.removesuffix("s")}.isdisjoint(_lower_words(document))


def _acts(words: Sequence[str]) -> bool:
    """Tell whether words begin with a name that tells, is or did something."""
    if _WHEN.match(" ".join(words[1:3])):
        return True
    if words[1] == "and" and words[2] in _MORE:
        return not _BEING.isdisjoint(words[3:6])
    owned = 3 if words[0].endswith("’s") else 0  # words of what a name has: "Roe’s old bridge has"
    verbs = _VERBS - _MAYBE if owned else _VERBS
    for number, word in enumerate(words):
        bare = word.strip(_MARKS)
        following = words[number + 1] if number + 1 < len(words) else ""
        past = len(bare) > 3 and bare.endswith("ed") and bare not in _NO_VERBS
        if number and (bare in verbs or (past and not words[number - 1].endswith("’s"))):
            return True
        if number and bare.endswith("s") and following in _DETERMINERS:
            return True
        if word.endswith(","):
            return following in _APPOSED or following[:1].isdigit()
        if bare[:1].isupper() or bare in _PEOPLE or (bare == "and" and following[:1].isupper()):
            continue
        if number > owned:
            return not owned and number == 1 and following in _BEING
    return False
