"""`corpusdoc show`: a document as a person wants to read it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from corpusdoc.cli.render import cited
from corpusdoc.cli.shell import Shell
from corpusdoc.errors import UsageError
from corpusdoc.export.table import rounded
from corpusdoc.lexicon.undecoded import readable
from corpusdoc.model import Doubt, Noise, Span

if TYPE_CHECKING:
    from corpusdoc.catalogue import StoredDocument

Row = Mapping[str, Any]
View = Callable[["StoredDocument", Sequence[Row], "int | None", Shell], Iterator[str]]

# Repairs that are listed one by one; the rest are counted by rule.
LISTED = 40
CONTEXT = 8


def place(document: str) -> tuple[str, int | None]:
    """DOC or DOC:PASSAGE as the document's name and the passage's number, counted from 1."""
    name, colon, number = document.rpartition(":")
    return (name, int(number)) if colon and number.isdecimal() else (document, None)


def _span(stored: StoredDocument, passage: int | None) -> Span:
    """The passage's place in the text, or all of it."""
    if passage is None:
        return Span(0, len(stored.document.text))
    passages = stored.segmentation.passages
    if not 1 <= passage <= len(passages):
        raise UsageError("{doc} has passages 1 to {last}", doc=stored.document.id, last=len(passages))
    return passages[passage - 1].span


def _head(stored: StoredDocument, shell: Shell) -> Iterator[str]:
    profile, document = stored.profile, stored.document
    yield click.style(profile.title or document.id, bold=True)
    about = [profile.org, profile.date, profile.genre, shell.say("score {score}", score=document.score)]
    yield " · ".join(part for part in about if part)
    yield f"[{document.id}] {readable(document.raw.source)}"


def repaired(stored: StoredDocument, facts: Sequence[Row], passage: int | None, shell: Shell) -> Iterator[str]:
    """The repaired text, passages numbered; noise is dimmed."""
    if passage is None:
        yield from _head(stored, shell)
    text, wanted = stored.document.text, _span(stored, passage)
    for number, each in enumerate(stored.segmentation.passages, start=1):
        if wanted.contains(each.span):
            line = f"¶{number} {each.span.of(text)}"
            yield click.style(line, bold=each.kind == "heading", dim=each.noise)


def original(stored: StoredDocument, facts: Sequence[Row], passage: int | None, shell: Shell) -> Iterator[str]:
    """The loaded text, untouched."""
    document = stored.document
    span = Span(0, len(document.raw.text)) if passage is None else document.alignment.to_raw(_span(stored, passage))
    yield span.of(document.raw.text)


def both(stored: StoredDocument, facts: Sequence[Row], passage: int | None, shell: Shell) -> Iterator[str]:
    """Each passage that was repaired, before and after."""
    document = stored.document
    yield from _head(stored, shell)
    wanted = _span(stored, passage)
    for number, each in enumerate(stored.segmentation.passages, start=1):
        before, after = document.alignment.to_raw(each.span).of(document.raw.text), each.span.of(document.text)
        if wanted.contains(each.span) and before != after:
            yield f"¶{number}"
            yield click.style(f"- {_line(before)}", fg="red")
            yield click.style(f"+ {_line(after)}", fg="green")


def damage(stored: StoredDocument, facts: Sequence[Row], passage: int | None, shell: Shell) -> Iterator[str]:
    """What was repaired, by rule and one by one, and what was tagged as noise."""
    document = stored.document
    yield from _head(stored, shell)
    yield shell.say("damage: {kinds}", kinds=shell.listed(map(shell.say, document.damage)) or "–")
    wanted = _span(stored, passage)
    raw = document.alignment.to_raw(wanted)
    repairs = [repair for repair in document.repairs if raw.contains(repair.raw)]
    for rule, number in Counter(repair.rule for repair in repairs).most_common():
        yield f"  {rule:<20} {number:>6}"
    for repair in repairs[:LISTED]:
        place = f"{repair.raw.start:>7}–{repair.raw.end:<7}"
        yield f"  {place} {repair.rule:<20} {_short(repair.old)} → {_short(repair.new) or '∅'}"
    if len(repairs) > LISTED:
        yield shell.say("  … and {more} more", more=len(repairs) - LISTED)
    marks: tuple[Doubt | Noise, ...] = (*document.doubts, *document.noise)
    for mark in marks:
        if wanted.contains(mark.span):
            yield f"  {mark.span.start:>7}–{mark.span.end:<7} {mark.rule:<20} {_around(document.text, mark.span)}"


def sections(stored: StoredDocument, facts: Sequence[Row], passage: int | None, shell: Shell) -> Iterator[str]:
    """The headings, indented by level."""
    yield from _head(stored, shell)
    for section in stored.segmentation.sections:
        yield "  " * section.level + " ".join(section.heading.of(stored.document.text).split())


def stated(stored: StoredDocument, facts: Sequence[Row], passage: int | None, shell: Shell) -> Iterator[str]:
    """The facts, grouped by kind, each with its place."""
    if passage is None:
        yield from _head(stored, shell)
    wanted = _span(stored, passage)
    starts = [each.span.start for each in stored.segmentation.passages]
    inside = [row for row in facts if wanted.contains(Span(row["start"], row["end"]))]
    ordered = sorted(inside, key=lambda row: (GROUPS.index(_group(row)), row["start"]))
    for group, rows in groupby(ordered, key=_group):
        found = list(rows)
        yield click.style(f"{shell.say(group)} ({len(found)})", bold=True)
        for row in found:
            spans, page_at = row.get("places") or [row], stored.document.raw.page_at
            numbers = ((bisect_right(starts, each["start"]), page_at(each["raw_start"])) for each in spans)
            places = " ".join(cited(*each, shell) for each in dict.fromkeys(numbers))
            quote = "" if row["quote"] in (row.get("name"), row.get("title")) else f"  “{_short(row['quote'])}”"
            yield f"  {_fact(row, shell.say)}{quote} [{places}]"


# What a reader asks for first stands first; names of each type have a group of their own.
GROUPS = ("metric", "honor", "measure", "time", "organisations", "persons", "places", "documents")
_NAMES = {"org": "organisations", "person": "persons", "place": "places", "document": "documents"}


def _group(row: Row) -> str:
    return _NAMES[row["type"]] if row["kind"] == "entity" else str(row["kind"])


BOUNDS = {">=": "≥", "<=": "≤", "~": "≈"}
SUMMARY = ("doc", "kind", "what", "quote", "section")


def summary(row: Row) -> Row:
    """A row of any kind in the columns of SUMMARY."""
    what = row["title"] if row["kind"] == "doc" else _fact(row)
    return {**{column: row.get(column) for column in SUMMARY}, "what": what}


def _fact(row: Row, said: Callable[[str], str] | None = None) -> str:
    """What a row states, in one line; with `said`, for a reader: words of closed sets as it says them."""
    word = said or str
    match row["kind"]:
        case "metric":
            value = "–".join(f"{rounded(row[end]):,}" for end in ("value", "value_max") if row[end] is not None)
            bound = "" if row["bound"] == "=" else f"{BOUNDS.get(row['bound'], row['bound'])} "
            change = word(row["change"]) if row["change"] else None
            rank = f"{row['rank']['scope'] or ''}第{row['rank']['position']}" if row["rank"] else None
            # A place in an order is all that is said of some.
            alone = rank and row["unit"] == "名" and row["value"] == row["rank"]["position"]
            figure = None if alone else f"{bound}{value} {row['unit']}".strip()
            target = word("target") if row["target"] else None
            parts = [row["indicator"], figure, rank, change, row["period"], target]
        case "honor":
            level, status = (word(row[column]) if row[column] else None for column in ("level", "status"))
            parts = [row["name"], level, row["date"], status]
        case "time":
            parts = [word(row["type"]), row["edtf"] or "?"]
        case "measure":
            effects = (f"→ {effect['indicator']} {effect['value_text']}" for effect in row["effects"])
            parts = [row["name"], word(row["category"]), *row["items"], *effects]
        case _:
            short = f"= {row['alias_of']}" if row["alias_of"] else None
            parts = [None if said else row["type"], row["name"], short, row["title"], row["org"]]
    return " · ".join(str(part) for part in parts if part)


def _line(text: str) -> str:
    return " ".join(text.split())


def _around(text: str, span: Span) -> str:
    """The place, with some context where it is short."""
    margin = CONTEXT if len(span) < CONTEXT else 0
    return _short(text[max(0, span.start - margin) : span.end + margin])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LISTED else line[: LISTED - 1] + "…"


VIEWS: Mapping[str, View] = {
    "repaired": repaired,
    "original": original,
    "both": both,
    "damage": damage,
    "facts": stated,
    "sections": sections,
}
