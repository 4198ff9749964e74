"""The copy desk: takes furniture and fields out of a document's blocks, from both ends in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from archive import between, link_lists, sentences, signatures
from archive.blocks import Block
from archive.evidence import Evidence
from archive.metadata.dateline import read as read_dateline
from archive.metadata.lines import head_stamp
from archive.metadata.title import is_title, letters, stamp_behind
from archive.rulebook import Match, Rule, Values, Where
from archive.sightings import Sightings

_OPENING = 2  # blocks that may be the headline and its kicker
_HEAD_LINES, _ABOVE_DATELINE = 6, 4  # lines above the first paragraph; of them, those above its dateline
_LONGEST_STANDFIRST = 120  # characters of a line above the story
_LINE, _LONGEST_LINE = 80, 200  # characters of such a line, if it ends as a sentence does, and if not
_LONGEST_RUN = 6  # lines that can belong under one label
_SUFFIXES = 8  # sentences at a block's end that a rule may take at once
_AGAIN = (("repeated-line", "layout", None), ("repeated-caption", "caption", "captions"))
_LINK = ("link-list", "navigation", None)


@dataclass(frozen=True, slots=True)
class Taking:
    """A stretch of the working text that was taken out, by which rule, for which field."""

    start: int
    end: int
    rule: str
    kind: str
    to: str | None


def _is_line(block: Block) -> bool:
    return len(block.text) < _LINE or (len(block.text) < _LONGEST_LINE and block.text[-1] not in '.!?:…"”’')


class Desk:
    """Works on the blocks of one document; ``takings`` and ``evidence`` say what it did."""

    def __init__(
        self,
        working: str,
        blocks: list[Block],
        sightings: Sightings,
        given: Mapping[str, str],
        *,
        headline: str | None = None,
    ) -> None:
        self.evidence = Evidence(given)
        self.takings: list[Taking] = []
        self._working = working
        self._blocks = blocks
        self._sightings = sightings
        self._headline = headline
        self._stamped = False
        self._whole: list[Block] | None = list(blocks)
        self._shown: dict[str, bool] = {}
        self._ending = sentences.Ending()

    def edit(self) -> None:
        """Take out what rules and readers recognise: anywhere, then at the tail, then at the head."""
        if self._headline is not None and self._blocks and self._is_headline(self._blocks[0].text):
            self._take_title()  # before a rule takes it, or the end of it, for a link's
        self._sweep()
        self._take_stamps()
        while self._blocks and self._trims_tail():
            pass
        while self._takes_lines() or self._takes_between():
            while self._blocks and self._trims_tail():
                pass
        while self._blocks and self._trims_head():
            pass
        self._take_signed()
        self._take_dateline()

    def body(self) -> str:
        """Return what is left, paragraphs with an empty line between."""
        return "\n\n".join(block.text for block in self._blocks)

    def _sweep(self) -> None:
        """Take whole blocks wherever they stand, and the lines that belong under one just taken."""
        left: list[Block] = []
        number = 0
        while number < len(self._blocks):
            block = self._blocks[number]
            number += 1
            places = ("anywhere", "inside") if number > _OPENING else ("anywhere",)
            above = self._takes_poured(block) if block.poured else self._takes(block, *places)
            if above:
                number += self._takes_run(above, number)
            else:
                left.append(block)
        self._blocks = left

    def _take_stamps(self) -> None:
        """Take the lines that date or sign a story above its first paragraph, whatever else stands there."""
        lines = list(takewhile(_is_line, self._blocks[: _HEAD_LINES + 1]))
        if len(lines) > _HEAD_LINES or len(lines) == len(self._blocks):  # no story below them
            return
        for block in lines[1:]:
            found = self._rule_for(block.text, "head")
            if found and any(field in ("published", "authors") for field, _ in found[1]):
                self._apply(block, *found)
                self._blocks.remove(block)
                self._stamped = True

    def _takes_lines(self) -> bool:
        """Take lines that stand there twice; if there are none, lists of links that no label heads."""
        texts = self._texts()
        repeated = {number: _AGAIN[caption] for number, caption in between.repeated(texts)}
        found = repeated or dict.fromkeys(link_lists.lines(texts), _LINK)
        for number, (rule, kind, to) in found.items():
            self._take(self._blocks[number], rule, kind, to)
            if to == "captions":
                self.evidence.add(to, self._blocks[number].text, kind)
        self._blocks = [block for number, block in enumerate(self._blocks) if number not in found]
        return bool(found)

    def _takes_between(self) -> bool:
        """Take what rules know between paragraphs; a line that goes may leave another alone."""
        places = between.places(self._texts())
        found = {
            number: match
            for number, where in places
            if (match := self._rule_for(self._blocks[number].text, *where))
        }
        for number, match in found.items():
            self._apply(self._blocks[number], *match)
        self._blocks = [block for number, block in enumerate(self._blocks) if number not in found]
        return bool(found)

    def _texts(self) -> list[str]:
        """Return the blocks' texts, those of tables as if they were no lines."""
        return ["" if block.table else block.text for block in self._blocks]

    def _take_dateline(self) -> None:
        """Take the dateline of a story above which a standfirst stayed."""
        above = self._blocks[:_ABOVE_DATELINE]
        lines = [*takewhile(lambda block: len(block.text) < _LONGEST_STANDFIRST and _is_line(block), above)]
        if not 0 < len(lines) < len(self._blocks) or not self.evidence.wants("place"):
            return
        story = self._blocks[len(lines)]
        if not story.table and (dateline := read_dateline(story.text)):
            self.evidence.add_dateline(dateline)
            self._take_beginning(len(lines), dateline.end, "dateline", "place")

    def _takes_run(self, above: str, first: int) -> int:
        """Take the lines under a block that the rule ``above`` took; return how many they are.

        A question alone under a label may as well be the story's own crosshead, and stays.
        """
        run: list[tuple[Block, Rule, Values]] = []
        for block in self._blocks[first : first + _LONGEST_RUN]:
            matches = self._sightings.book.matching_after(above, block.text)
            admitted = next((match for match in matches if self._admits(match[0])), None)
            if admitted is None:
                break
            run.append((block, *admitted))
        if len(run) == 1 and run[0][0].text.endswith("?"):
            return 0
        for block, rule, values in run:
            self._apply(block, rule, values)
        return len(run)

    def _rule_for(self, text: str, *places: Where, trailing: bool = False) -> Match | None:
        """Return the first rule for one of the places that matches a whole text, and its values.

        ``trailing`` sentences are no caption that may stand anywhere: that is a whole block.
        """
        for rule in self._sightings.candidates(text, *places):
            if trailing and rule.where == "anywhere" and rule.kind == "caption":
                continue
            if (values := self._sightings.values(rule, text)) is not None and self._admits(rule):
                return rule, values
        return None

    def _admits(self, rule: Rule) -> bool:
        """Tell whether a rule may fire; outlet and day are read from the whole text, once asked for."""
        if rule.shows is not None:
            if rule.shows not in self._shown:
                self._shown[rule.shows] = rule.holds_in(self._working)
            if not self._shown[rule.shows]:
                return False
        if rule.gated and self._whole is not None:
            self.evidence.gather(self._whole)
            self._whole = None
        return not rule.gated or self.evidence.admits(rule)

    def _takes(self, block: Block, *places: Where) -> str | None:
        """Let a rule for one of the places take the whole block; return its id if one does."""
        found = self._rule_for(block.text, *places)
        return self._apply(block, *found) if found else None

    def _takes_poured(self, block: Block) -> str | None:
        """Let the rule that found it in a line with prose take a block; return its id."""
        matches = self._sightings.book.matching_poured(block.text)
        found = next((match for match in matches if self._admits(match[0])), None)
        return self._apply(block, *found) if found else None

    def _apply(self, block: Block, rule: Rule, values: Values) -> str:
        self._take(block, rule.id, rule.kind, values[0][0])
        for field, value in values:
            self.evidence.add(field, value, rule.kind)
        return rule.id

    def _take(self, block: Block, rule: str, kind: str, to: str | None) -> None:
        self.takings.append(Taking(block.start, block.end, rule, kind, to))

    def _trims_tail(self) -> bool:
        """Take the last block or, as many as a rule matches, its last sentences."""
        last = self._blocks[-1]
        if self._takes(last, "tail", "anywhere"):
            self._blocks.pop()
            return True
        if last.table:
            return False
        added = sentences.postscript(last.text)
        starts = (*self._ending.last(last.text, _SUFFIXES), *([added] if added else []))
        self._sightings.show_behind(last.text, starts)
        for start in starts:
            found = self._rule_for(last.text[start:], "tail", "anywhere", trailing=True)
            if found:
                kept, taken = last.split(start, self._working)
                self._apply(taken, *found)
                self._blocks[-1:] = self._without_bar(kept)
                self._ending.cut(kept.text)
                return True
        return False

    def _without_bar(self, block: Block) -> list[Block]:
        """Take the one bar at a block's edge: it set the text apart from what was cut off its end."""
        if block.text.count("|") != 1 or (at := block.text.find("|")) not in (0, len(block.text) - 1):
            return [block]
        kept, bar = block.split(at, self._working) if at else block.split(1, self._working)[::-1]
        self._take(bar, "table-pipe", "layout", None)
        return [kept] if kept.text.strip() else []

    def _trims_head(self) -> bool:
        first = self._blocks[0]
        if above := self._takes(first, "head", "anywhere"):
            del self._blocks[: 1 + self._takes_run(above, 1)]
            return True
        if first.table:
            return False
        if self.evidence.wants("published") and (stamp := head_stamp(first.text)):
            self.evidence.add_stamp(stamp)
            self._take_beginning(0, stamp.end, "head-stamp", "published")
            return True
        if self.evidence.wants("place") and (dateline := read_dateline(first.text)):
            self.evidence.add_dateline(dateline)
            self._take_beginning(0, dateline.end, "dateline", "place")
            return True
        if self.evidence.wants("title") and self._is_headline(first.text):
            self._take_title()
            return True
        return False

    def _take_signed(self) -> None:
        """Take the blocks that name the writers without saying so, and what they stood before or behind."""
        while found := signatures.find(self._texts()):
            for block in self._blocks[found.first : found.end]:
                self._take(block, found.rule, "credit", "authors")
            del self._blocks[found.first : found.end]
            self.evidence.add("authors", found.names, "credit")
            while self._blocks and (self._trims_tail() or self._trims_head()):
                pass

    def _take_title(self) -> None:
        first = self._blocks.pop(0)
        if start := stamp_behind(first.text):
            first, stamp = first.split(start, self._working)
            self._take(stamp, "title-stamp", "head", "published")
            self.evidence.add("published", stamp.text, "head")
        self.evidence.add("title", first.text, "head")
        self._take(first, "title", "head", "title")

    def _is_headline(self, text: str) -> bool:
        """Tell whether a block is the headline: the one that the page declares, if it does."""
        if self._headline is not None:
            return letters(text) == letters(self._headline)
        return is_title(text, self._opening())

    def _opening(self) -> str:
        """Return the block under the first one, stamps and labels between them passed over."""
        below = self._blocks[1:6]
        if self._stamped:  # the head of a page: a picture and its lines stand there too
            below = [block for block in below if not _is_line(block)]
        return next((block.text for block in below if not self._rule_for(block.text, "head")), "")

    def _take_beginning(self, number: int, end: int, rule: str, to: str) -> None:
        """Take the text of a block, by its number, up to ``end``; the rest of it stays."""
        taken, rest = self._blocks[number].split(end, self._working)
        self._take(taken, rule, "head", to)
        self._blocks[number : number + 1] = [rest] if rest.text else []
