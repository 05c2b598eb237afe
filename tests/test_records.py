"""Records between processes."""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import replace

from corpusdoc.lexicon import load_lexicon
from corpusdoc.model import PACK, RawDocument
from corpusdoc.pipeline import annotate


def test_facts_that_go_in_several_pieces_arrive_in_order() -> None:
    text = "".join(f"{year}年供水量达到{year}万吨。" for year in range(2001, 2021))
    found = annotate(
        RawDocument("a.txt", hashlib.sha256(text.encode()).hexdigest(), text, "text/plain"), load_lexicon()
    )
    assert len(found.facts) >= 20
    many = replace(found, facts=found.facts * (2 * PACK // len(found.facts) + 1))
    assert len(many.facts) > 2 * PACK
    assert pickle.loads(pickle.dumps(many)) == many
    assert pickle.loads(pickle.dumps(replace(found, facts=()))).facts == ()
