"""A document to what is stored of its article, and the hash of all that this depended on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from archive import reading
from archive.article import Article, Document, Origin
from archive.decided import decided
from archive.errors import RefusedError, RuleError
from archive.given import apart
from archive.likeness import sketch
from archive.store.coming import Revision
from archive.store.content import compress, digest, pack

NO_DECISIONS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Cleaner:
    """What makes articles of documents, and the fingerprint that tells it from others.

    Of where a document was found it may look at the path within the source, the members, the
    URL and the day of capture; what else it looked at would not be noticed when it changes.
    """

    clean: Callable[[Document, Mapping[str, str]], Article]
    fingerprint: str


def todays_cleaner(rules: Path, signs: Path | None = None) -> Cleaner:
    """Return the cleaner of this program with the user's rules in that folder; raises ``RuleError``.

    ``signs`` is the file that keeps the signs of the rules.
    """
    from archive import user_rules
    from archive.cleaner import clean

    added = user_rules.files(rules)
    if not added:  # the built-in rules are loaded when there is something to clean
        return Cleaner(
            lambda document, given: clean(document, given, rulebook=user_rules.rulebook((), signs)),
            user_rules.fingerprint(()),
        )
    book = user_rules.rulebook(added, signs)
    return Cleaner(partial(clean, rulebook=book), user_rules.fingerprint(added))


def recipe(
    fingerprint: str,
    given: Mapping[str, str],
    origin: Origin,
    decisions: Mapping[str, str] = NO_DECISIONS,
) -> bytes:
    """Return a hash of all that decides what a cleaner makes of a document, its bytes aside."""
    evidence = (origin.path or Path(origin.root).name, origin.members, origin.url, origin.captured)
    parts: tuple[object, ...] = (fingerprint, _reading(), sorted(given.items()), evidence)
    if decisions:
        parts += (sorted(decisions.items()),)
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=16).digest()


def revise(
    cleaner: Cleaner,
    document: Document,
    given: Mapping[str, str],
    decisions: Mapping[str, str] = NO_DECISIONS,
) -> Revision:
    """Clean a document and return what is stored of the article; raises ``RefusedError``.

    What the user decided about this one article (``archive.decided``) goes over what is read.
    """
    try:
        article = decided(cleaner.clean(document, apart(given)[0]), decisions)
        packed = pack(article)
    except (RefusedError, RuleError):
        raise
    except Exception as error:
        # One text that trips the cleaner must not lose the others; it is reported, not hidden.
        raise RefusedError(
            f"cannot be cleaned ({type(error).__name__}: {error}); please report this"
        ) from error
    return Revision(
        recipe=recipe(cleaner.fingerprint, given, document.origin, decisions),
        cleaner=cleaner.fingerprint,
        digest=digest(packed),
        title=_storable(article.title),
        outlet=_storable(article.outlet),
        language=_storable(article.language),
        published=article.published.date if article.published else None,
        content=compress(packed),
        sketch=sketch(article.body),
    )


def revise_again(
    cleaner: Cleaner,
    raw: bytes,
    origin: Origin,
    reader: str,
    given: Mapping[str, str],
    decisions: Mapping[str, str] = NO_DECISIONS,
) -> Revision:
    """Clean a document from the raw bytes that the store kept; raises ``RefusedError``."""
    try:
        document = reading.restore(raw, origin, reader, apart(given)[1])
    except Exception as error:
        raise RefusedError(
            f"cannot be read again ({type(error).__name__}: {error}); please report this"
        ) from error
    return revise(cleaner, document, given, decisions)


@cache
def _reading() -> str:
    return reading.fingerprint()


def _storable(value: str | None) -> str | None:
    """Return a value without what SQLite cannot hold in a column; the content has it whole."""
    return None if value is None else value.encode("utf-8", "replace").decode("utf-8")
