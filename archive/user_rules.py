"""Rules of the user's own: files in the home's ``rules`` folder, which fire after the built-in ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from archive.errors import RuleError
from archive.rulebook import Rule, Rulebook, built_in, built_in_files, load, prove


def files(folder: Path, more: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Return the rule files in a folder by name, none where there is no such folder, and ``more``."""
    own = sorted(file for file in folder.glob("*.toml") if not file.name.startswith("."))
    return tuple(dict.fromkeys(file.absolute() for file in (*own, *more)))


def rulebook(added: Sequence[Path], kept: Path | None = None) -> Rulebook:
    """Return the built-in rules and, after them, those of the files ``added``, each proved.

    ``kept`` is a file for their signs. Raises ``RuleError`` that names the file and the rule.
    """
    if not added:
        return built_in(kept)
    rules = [rule for file in built_in_files() for rule in load(file, proved=True)]
    known = {rule.id for rule in rules}
    for file in added:
        for rule in load(file):
            _check_id(rule, known)
            rules.append(rule)
    return Rulebook(rules, kept)


def fingerprint(added: Sequence[Path]) -> str:
    """Return what identifies the cleaner together with the rule files ``added``."""
    from archive import cleaner

    if not added:
        return cleaner.fingerprint()
    digest = sha256(cleaner.fingerprint().encode())
    for file in added:
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def proofs(added: Sequence[Path]) -> Iterator[str | None]:
    """Run the proof of every rule, built-in and ``added``; yield for each its fault, None where it holds.

    A file that does not load has one fault, which names the rule where it is one rule's.
    """
    known: set[str] = set()
    for file in (*built_in_files(), *added):
        try:
            rules = load(file, proved=True)
        except RuleError as error:
            yield str(error)
            continue
        for rule in rules:
            try:
                prove(rule)
                _check_id(rule, known)
            except RuleError as error:
                yield str(error)
            else:
                yield None


def _check_id(rule: Rule, known: set[str]) -> None:
    if rule.id in known:
        raise RuleError(f"{rule.place}: {rule.id}: another rule has that id")
    known.add(rule.id)
