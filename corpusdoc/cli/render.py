"""What people read on a terminal: answers, repair reports, documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import click

from corpusdoc.cli.shell import Shell
from corpusdoc.export.width import cut, display_width, pad
from corpusdoc.lexicon.undecoded import readable
from corpusdoc.messages import PARTIAL
from corpusdoc.model import Answer, Failure, Hit, Ingested, IngestReport, Reason, Script

if TYPE_CHECKING:
    from corpusdoc.export.verify import Verification
    from corpusdoc.search.concordance import Line

# Code points of context around what was found: about two lines of an 80-column terminal.
BEFORE = 30
AFTER = 60
# What a batch is counted by; the other reasons are failures.
ENDS: dict[Reason, str] = {
    "needs_ocr": "needs OCR",
    "encrypted": "encrypted",
    "unsupported": "unsupported",
    "damaged": "damaged",
    "too_big": "too big",
    "empty": "no text",
    "missing": "not found",
    "unreadable": "unreadable",
}
ENDS_WIDTH = 14
SCRIPTS: dict[Script, str] = {"hans": "Simplified", "hant": "Traditional"}
STEPS = ("phrase", "all words", "most words", "by pinyin")
FACETS = {"org": "organisation", "year": "year", "genre": "genre", "script": "script", "category": "category"}
KWIC = ("doc", "passage", "page", "left", "keyword", "right", "start", "raw")
COLLOCATES = ("word", "together", "left", "right", "count", "log_likelihood", "log_dice")
KEYNESS = ("word", "first", "second", "log_likelihood", "log_ratio")
COLUMNS = ("document", "characters", "script", "score", "facts", "damage")

# Documents that a repair report lists; the rest it only counts.
LISTED = 20


# Faults of a bundle that are listed; the rest is only counted.
FAULTS = 20


def verify_lines(report: Verification, shell: Shell) -> Iterator[str]:
    """What was checked of a bundle, then what is wrong with it."""
    yield shell.say(
        "checked: {files} files, {sources} of {documents} sources, {quotes} quotes",
        files=report.files,
        sources=report.sources,
        documents=report.documents,
        quotes=report.quotes,
    )
    for template, name in report.faults[:FAULTS]:
        yield shell.say(template, name=name)
    if len(report.faults) > FAULTS:
        yield shell.say("  … and {more} more", more=len(report.faults) - FAULTS)
    yield shell.say(
        "not what it says: {faults} faults" if report.faults else "all as it says", faults=len(report.faults)
    )


def answer_lines(answer: Answer, shell: Shell) -> Iterator[str]:
    """A search's answer: how much was found on which way, then the hits."""
    steps = shell.listed(
        shell.say("{step}: {found}", step=shell.say(step), found=found) for step, found in answer.tried
    )
    if not answer.hits:
        yield shell.say("nothing found (tried: {steps})", steps=steps)
        if answer.parts:
            each = " · ".join(f"{part} {count}" for part, count in answer.parts)
            yield shell.say("passages that hold each part alone: {parts}", parts=each)
        if answer.nearest:
            yield shell.say("terms that exist: {terms}", terms=shell.listed(answer.nearest))
        return
    yield shell.say(
        "{documents} documents, {passages} passages ({steps})",
        documents=answer.documents,
        passages=answer.total,
        steps=steps,
    )
    yield from about_lines(answer, shell)
    for hit in answer.hits:
        yield ""
        yield from _hit_lines(hit, shell)


def about_lines(answer: Answer, shell: Shell) -> Iterator[str]:
    """What the query was read as, and facets, where they were asked for."""
    if answer.reading:
        reading: Mapping[str, Any] = answer.reading
        yield shell.say("read as: {text}", text=" · ".join(reading["folded"]))
        if reading["dropped"]:
            yield shell.say("left out: {words}", words=" ".join(reading["dropped"]))
        for word, others in reading["expanded"].items():
            yield shell.say("also: {word} = {others}", word=word, others=" ".join(others))
    for name, values in answer.facets.items():
        if values:
            counted = " · ".join(f"{_value(name, value, shell)} {count}" for value, count in values)
            yield f"{pad(shell.say(FACETS[name]), 12)} {counted}"


def _value(facet: str, value: str, shell: Shell) -> str:
    # Organisations, genres and years stand as the reports have them.
    if facet == "script":
        return shell.say(SCRIPTS[cast(Script, value)])
    return shell.say(value) if facet == "category" else value


def kwic_lines(lines: Sequence[Line], width: int) -> Iterator[str]:
    """A concordance in columns: document, passage, context, keyword, context."""
    margin = min(24, max((display_width(line.doc) for line in lines), default=0))
    middle = max((display_width(line.keyword) for line in lines), default=0)
    for line in lines:
        keyword = click.style(pad(" ".join(line.keyword.split()), middle), fg="yellow")
        where = f"{pad(cut(line.doc, margin), margin)} ¶{line.passage:<4}"
        yield f"{where} {pad(line.left, width, right=True)} │{keyword}│ {line.right}"


def _hit_lines(hit: Hit, shell: Shell) -> Iterator[str]:
    about = " · ".join(part for part in (hit.title or hit.doc, hit.org, hit.date, hit.genre) if part)
    yield click.style(f"{hit.rank}. {about}", bold=True)
    where = [f"[{hit.doc} {cited(hit.passage, hit.page, shell)}]", *([f"§ {hit.section}"] if hit.section else [])]
    yield "   " + "  ".join(where)
    yield "   " + _marked(hit)
    if hit.repeated:
        yield "   " + shell.say("and {more} passages that say nearly the same", more=hit.repeated)
    if hit.why:
        yield from _why_lines(hit.why, shell)
    raws = list(dict.fromkeys(mark.raw for mark in hit.highlights if mark.raw != hit.text[mark.start : mark.end]))
    if raws:
        first = next(mark for mark in hit.highlights if mark.raw == raws[0])
        yield "   " + shell.say(
            "in the source: {raw} (characters {start}–{end})",
            raw=" | ".join(raws[:3]),
            start=first.raw_start,
            end=first.raw_end,
        )


def cited(passage: int, page: int | None, shell: Shell) -> str:
    """How a place is cited: ¶12, and in a source with pages ¶12 p. 3."""
    return f"¶{passage}" if page is None else shell.say("¶{passage} p. {page}", passage=passage, page=page)


def _why_lines(why: Mapping[str, Any], shell: Shell) -> Iterator[str]:
    matched = [name if found == name else f"{name}→{found}" for name, found in why.get("matched", {}).items()]
    score = " + ".join(f"{shell.say(part)} {value}" for part, value in why.get("score", {}).items())
    yield "   " + shell.say(
        "found by {step}: {matched} ({score})", step=shell.say(why["step"]), matched=" ".join(matched), score=score
    )
    if why.get("missing"):
        yield "   " + shell.say("not there: {words}", words=" ".join(why["missing"]))


def _marked(hit: Hit) -> str:
    """The part of the passage around the first place, all places in it marked: 【】 shows without colours, too."""
    marks = hit.highlights
    start = max(0, marks[0].start - BEFORE) if marks else 0
    end = min(len(hit.text), (marks[0].end if marks else 0) + AFTER)
    pieces, done = ["…" if start else ""], start
    for mark in marks:
        if mark.start >= end:
            break
        pieces += [hit.text[done : mark.start], click.style(f"【{hit.text[mark.start : mark.end]}】", fg="yellow")]
        done = mark.end
    pieces += [hit.text[done:end], "…" if end < len(hit.text) else ""]
    return "".join(pieces).replace("\n", " ").replace("\t", " ")


def report_lines(report: IngestReport, shell: Shell) -> Iterator[str]:
    """What an ingest did: the most damaged documents, what failed and why, and the count."""
    # A copy says nothing that its document does not.
    if own := [item for item in report.read if item.outcome != "same"]:
        yield from _repair_table(own, shell)
    for item in report.read:
        if item.partial:
            reason = shell.say(PARTIAL[item.partial])
            yield click.style(
                shell.say("read in part: {source}: {reason}", source=_plain(item.source), reason=reason), fg="yellow"
            )
    for failure in report.failures:
        yield click.style(failure_line(failure, shell), fg="red")
    outcomes = Counter(item.outcome for item in report.read)
    yield shell.say(
        "done: {new} new, {changed} changed, {same} identical copies, {unchanged} unchanged, {failed} failed",
        new=outcomes["new"],
        changed=outcomes["changed"],
        same=outcomes["same"],
        unchanged=report.unchanged,
        failed=len(report.failures),
    )
    yield from _counts(report, shell)
    if report.failures:
        yield shell.say("all of them: corpusdoc export failures; after mending: corpusdoc ingest --retry-failed")
    elif report.unread:
        yield shell.say(
            "unchanged since they could not be read: {count}; reasons: corpusdoc export failures; "
            "after mending: corpusdoc ingest --retry-failed",
            count=report.unread,
        )


def _counts(report: IngestReport, shell: Shell) -> Iterator[str]:
    """How many sources came to what, a line each; nothing where all were read."""
    partial = sum(item.partial is not None for item in report.read)
    counts = Counter(ENDS.get(failure.reason, "failed") for failure in report.failures)
    if not (partial or counts):
        return
    found = {
        "read": len(report.read) - partial,
        "read in part": partial,
        **{end: counts[end] for end in (*ENDS.values(), "failed")},
    }
    for end, count in found.items():
        if count:
            yield f"  {pad(shell.say(end), ENDS_WIDTH)}{count:>7,}"


def failure_line(failure: Failure, shell: Shell) -> str:
    """Which source failed, why, and what to do."""
    return shell.say(
        "failed: {source}: {reason}", source=_plain(failure.source), reason=_plain(shell.told(failure.message))
    )


def _plain(name: str) -> str:
    """A file's name as it can be shown: some hold line ends and what terminals take for commands."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in readable(name))


def _repair_table(read: Sequence[Ingested], shell: Shell) -> Iterator[str]:
    shown = sorted(read, key=lambda item: (item.score, item.doc))[:LISTED]
    named = Counter(item.doc for item in read)
    names = [shell.say(name) for name in COLUMNS]
    widths = (32, 10, 11, 5, 6)
    yield click.style(_row(names, widths), bold=True)
    for item in shown:
        damage = shell.listed(shell.say(kind) for kind in item.damage) or "–"
        script = shell.say(SCRIPTS[item.script])
        # Documents of one name are told apart by their files.
        name = item.doc if named[item.doc] == 1 else item.source.rpartition("/")[2]
        yield _row([_plain(name), f"{item.characters:,}", script, str(item.score), str(item.facts), damage], widths)
    if len(read) > len(shown):
        yield shell.say("… and {more} documents with less damage", more=len(read) - len(shown))


def check_lines(checks: Sequence[tuple[str, bool, str]], shell: Shell) -> Iterator[str]:
    """What was checked, and how it stands."""
    for name, good, detail in checks:
        yield click.style("✔" if good else "✘", fg="green" if good else "red") + f" {pad(shell.say(name), 20)} {detail}"


def worst_lines(rows: Sequence[Mapping[str, Any]], shell: Shell) -> Iterator[str]:
    """Documents by score, the most damaged first."""
    for row in rows:
        damage = shell.listed(shell.say(kind) for kind in row["damage"]) or "–"
        yield f"{row['score']:>5}  {pad(cut(row['doc'], 40), 40)}  {damage}"


def _row(cells: list[str], widths: tuple[int, ...]) -> str:
    *fixed, last = cells
    texts = (
        pad(cut(cell, width), width, right=index in (1, 3, 4))
        for index, (cell, width) in enumerate(zip(fixed, widths, strict=True))
    )
    return "  ".join((*texts, last))
