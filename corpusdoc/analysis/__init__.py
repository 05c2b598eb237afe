"""Figures about words: what stands near a term, what one part of a corpus says more often than another."""

from __future__ import annotations

from corpusdoc.analysis.collocates import Collocate, collocates
from corpusdoc.analysis.keyness import Key, keyness

__all__ = ["Collocate", "Key", "collocates", "keyness"]
