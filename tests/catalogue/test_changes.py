"""An index is whoever has followed the log: from wherever it stands, it ends where the catalogue is."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
import records

from corpusdoc.catalogue import Catalogue
from corpusdoc.model import Annotated


class Engine(dict[int, str]):
    """The least that an engine is: passages and a position, committed together."""

    position = 0

    def follow(self, catalogue: Catalogue, size: int = 500, batches: int | None = None) -> None:
        for n, batch in enumerate(catalogue.changes(self.position, size)):
            if n == batches:
                return  # as a crash does
            for each in batch.removed:
                self.pop(each, None)
            self.update({passage.id: passage.text for passage in batch.passages})
            self.position = batch.position


def searchable(catalogue: Catalogue) -> list[tuple[str, str]]:
    rows = catalogue.rows("passages")
    return sorted((row["doc"], row["text"]) for row in rows if not row["noise"])


def held(engine: Engine, catalogue: Catalogue) -> list[tuple[str, str]]:
    found = catalogue.passages(list(engine))
    assert len(found) == len(engine)  # no ghosts
    assert all(engine[passage.id] == passage.text for passage in found)
    return sorted((passage.doc, passage.text) for passage in found)


def retitled(item: Annotated) -> Annotated:
    """The document as other rules read it: under another title, which passages carry as their context."""
    return replace(item, profile=replace(item.profile, title="服务之道"))


def test_passages_come_with_their_context_and_without_noise(catalogue: Catalogue):
    catalogue.put(records.annotated(), None, "1")
    [batch] = catalogue.changes(0)
    assert [passage.text for passage in batch.passages] == list(records.PARAGRAPHS[:-1])
    assert batch.passages[1].context == ("服务经验",)
    assert batch.passages[1].words == ()
    assert (batch.position, batch.removed) == (catalogue.position(), ())
    assert list(catalogue.changes(batch.position)) == []


def test_other_facts_of_the_same_text_are_no_change_to_an_index(catalogue: Catalogue):
    catalogue.put(records.annotated(), None, "1")
    [first] = catalogue.changes(0)
    passages = list(catalogue.rows("passages"))
    assert catalogue.put(records.annotated(facts=records.FACTS[:1], date="2018"), None, "2") == "changed"
    assert list(catalogue.changes(first.position)) == []
    assert list(catalogue.rows("passages")) == passages
    assert len(catalogue.passages([passage.id for passage in first.passages])) == len(first.passages)
    assert [row["kind"] for row in catalogue.facts("甲")] == ["time"]
    assert [row["date"] for row in catalogue.rows("documents")] == ["2018"]
    assert catalogue.stale("2") == []


def test_a_replaced_document_takes_its_old_passages_along(catalogue: Catalogue):
    catalogue.put(records.annotated(), None, "1")
    [first] = catalogue.changes(0)
    catalogue.put(retitled(records.annotated()), None, "2")
    [second] = catalogue.changes(first.position)
    assert {passage.id for passage in first.passages} <= set(second.removed)
    assert not {passage.id for passage in second.passages} & set(second.removed)
    catalogue.forget("甲")
    [third] = catalogue.changes(second.position)
    assert {passage.id for passage in second.passages} <= set(third.removed)
    assert third.passages == ()


def test_starting_from_nothing_gives_everything_that_exists_once(catalogue: Catalogue):
    for pipeline in "123":
        catalogue.put(records.annotated("甲.txt"), None, pipeline)
        catalogue.put(records.annotated("乙.txt", raw="other"), None, pipeline)
    catalogue.forget("乙")
    [batch] = catalogue.changes(0)
    assert [passage.text for passage in batch.passages] == list(records.PARAGRAPHS[:-1])
    assert batch.removed == ()


def test_batches_hold_whole_documents(catalogue: Catalogue):
    for n in range(5):
        catalogue.put(records.annotated(f"{n}.txt", raw=str(n)), None, "1")
    assert [len(batch.passages) for batch in catalogue.changes(0, size=5)] == [8, 8, 4]


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_followers_end_where_the_catalogue_is(catalogue: Catalogue, seed: int):
    chance = random.Random(seed)
    engines = [Engine() for _ in range(3)]
    for step in range(40):
        name = chance.choice("甲乙丙丁")
        match chance.randrange(6):
            case 0:
                catalogue.forget(name)
            case 1:
                catalogue.put(records.unreadable(f"{name}.txt"), None, "1")
            case _:
                raw = chance.choice(["same bytes", f"own {name}", f"step {step}"])
                catalogue.put(records.annotated(f"{name}.txt", raw=raw), None, chance.choice("12"))
        chance.choice(engines).follow(catalogue, size=chance.randrange(1, 12), batches=chance.randrange(3))
    for engine in (*engines, Engine()):
        engine.follow(catalogue, size=chance.randrange(1, 12))
        assert held(engine, catalogue) == searchable(catalogue)
        assert engine.position == catalogue.position()
