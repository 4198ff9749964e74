"""What a run's work comes to: which articles come, change and go."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping

from archive.article import Origin
from archive.store.coming import Changes, Touched
from archive.store.origins import COLUMNS, from_columns, order
from archive.store.staging import Staging
from archive.store.values import Source

_CHUNK = 500


def retire(staging: Staging) -> None:
    """Find the files that no longer stand as they did: read anew, or no longer there."""
    staging.connection.execute(
        "INSERT INTO retired SELECT number FROM files WHERE live AND ("
        " EXISTS (SELECT 1 FROM read_files"
        "  WHERE read_files.source = files.source AND read_files.path = files.path)"
        " OR NOT EXISTS (SELECT 1 FROM scanned"
        "  WHERE scanned.source = files.source AND scanned.path = files.path)"
        " AND NOT EXISTS (SELECT 1 FROM unreadable WHERE unreadable.source = files.source"
        "  AND substr(files.path, 1, length(prefix)) = prefix))"
    )


def touch(staging: Staging, *, given_changed: Collection[int] = ()) -> None:
    """Find the documents whose place has to be decided anew."""
    execute = staging.connection.execute
    execute(
        "INSERT OR IGNORE INTO touched SELECT document FROM read_origins"
        " JOIN read_files ON read_files.number = file"
    )
    execute("INSERT OR IGNORE INTO touched SELECT document FROM origins JOIN retired USING (file)")
    for source in given_changed:
        execute(
            "INSERT OR IGNORE INTO touched SELECT document FROM origins"
            " JOIN files ON files.number = file WHERE live AND source = ?",
            (source,),
        )


def touch_these(staging: Staging, documents: Iterable[int]) -> None:
    """Have these documents decided anew."""
    staging.connection.executemany(
        "INSERT OR IGNORE INTO touched VALUES (?)", [(document,) for document in documents]
    )


def touch_every(staging: Staging) -> None:
    """Have every live article decided anew, from what is stored."""
    staging.connection.execute(
        "INSERT OR IGNORE INTO touched SELECT document FROM articles WHERE gone_since IS NULL"
    )


def count_touched(staging: Staging) -> int:
    """Return how many documents have to be decided."""
    (count,) = staging.connection.execute("SELECT count(*) FROM touched").fetchone()
    return int(count)


def touched(staging: Staging, sources: Mapping[int, Source]) -> Iterator[Touched]:
    """Yield each document to be decided, with the origins it will have, a few in memory at a time."""
    after = -1
    while True:
        rows = staging.connection.execute(
            "SELECT number, lower(hex(key)) FROM touched JOIN documents ON number = document"
            " WHERE number > ? ORDER BY number LIMIT ?",
            (after, _CHUNK),
        ).fetchall()
        if not rows:
            return
        origins = _origins(staging, sources, after, rows[-1][0])
        for number, key in rows:
            found = sorted(origins.get(number, ()), key=lambda one: order(one[0]))
            yield Touched(number=number, key=key, origins=tuple(found))
        after = rows[-1][0]


def revision(staging: Staging, document: int, recipe: bytes) -> int | None:
    """Return the number of what this recipe made of a document, if it has been made."""
    row = staging.connection.execute(
        "SELECT number FROM revisions WHERE document = ? AND recipe = ?", (document, recipe)
    ).fetchone()
    return int(row[0]) if row else None


def visible_revision(staging: Staging, document: int) -> int | None:
    """Return the number of the revision of a document that readers see, live or gone."""
    row = staging.connection.execute(
        "SELECT revision FROM articles WHERE document = ?", (document,)
    ).fetchone()
    return int(row[0]) if row else None


def decide(staging: Staging, document: int, revision: int | None) -> None:
    """Plan that a document be seen with this revision, or with None that it be gone."""
    staging.connection.execute(
        "INSERT INTO plan SELECT ?1, ?2, CASE"
        " WHEN ?2 IS NULL THEN iif(live, 'gone', 'never')"
        " WHEN NOT live THEN 'new'"
        " WHEN (SELECT digest FROM revisions WHERE number = ?2) = digest THEN 'same'"
        " ELSE 'changed' END"
        " FROM (SELECT"
        "  EXISTS (SELECT 1 FROM articles WHERE document = ?1 AND gone_since IS NULL) AS live,"
        "  (SELECT digest FROM articles JOIN revisions ON number = revision"
        "   WHERE articles.document = ?1) AS digest)",
        (document, revision),
    )


def changes(staging: Staging) -> Changes:
    """Count what the plan does; an article in the very place of one that goes is a change."""
    execute = staging.connection.execute
    (before,) = execute("SELECT count(*) FROM articles WHERE gone_since IS NULL").fetchone()
    planned = dict(execute("SELECT change, count(*) FROM plan GROUP BY change").fetchall())
    left, came = execute(
        "SELECT count(DISTINCT old.document), count(DISTINCT fresh.document)"
        " FROM plan AS going JOIN origins AS old ON old.document = going.document"
        " JOIN retired ON retired.file = old.file JOIN files ON files.number = old.file"
        " JOIN read_files ON read_files.source = files.source AND read_files.path = files.path"
        " JOIN read_origins AS fresh ON fresh.file = read_files.number"
        "  AND fresh.members = old.members AND fresh.place = old.place"
        " JOIN plan AS coming ON coming.document = fresh.document"
        " WHERE going.change = 'gone' AND coming.change = 'new'"
    ).fetchone()
    replaced = min(left, came)
    new, gone, changed = (planned.get(change, 0) for change in ("new", "gone", "changed"))
    return Changes(
        before=before,
        after=before + new - gone,
        new=new - replaced,
        changed=changed + replaced,
        gone=gone - replaced,
        unchanged=before - gone - changed,
    )


def _origins(
    staging: Staging, sources: Mapping[int, Source], after: int, last: int
) -> dict[int, list[tuple[Origin, int, str]]]:
    rows = staging.connection.execute(
        f"SELECT origins.document, source, coalesce(origins.reader, files.reader), {COLUMNS}"
        " FROM touched JOIN origins USING (document) JOIN files ON files.number = file"
        " WHERE touched.document > ?1 AND touched.document <= ?2 AND live AND file NOT IN retired"
        f" UNION ALL SELECT document, source, coalesce(read_origins.reader, read_files.reader), {COLUMNS}"
        " FROM read_origins JOIN read_files ON read_files.number = file"
        " WHERE document > ?1 AND document <= ?2",
        (after, last),
    )
    found: dict[int, list[tuple[Origin, int, str]]] = {}
    for document, source, reader, *columns in rows:
        where = from_columns(os.fsencode(sources[source].root), *columns)
        found.setdefault(document, []).append((where, source, reader))
    return found
