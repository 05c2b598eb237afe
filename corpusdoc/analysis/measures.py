"""Measures of association between words, from counts."""

from __future__ import annotations

from math import log, log2


def log_likelihood(first: int, first_size: int, second: int, second_size: int) -> float:
    """G² of a word's counts in two texts of these sizes (Dunning 1993; Rayson and Garside 2000).

    Above 3.84 the difference has p < 0.05, above 10.83 p < 0.001. 0 where a text is empty.
    """
    if not (first_size and second_size and first + second):
        return 0.0
    share = (first + second) / (first_size + second_size)
    terms = ((first, first_size * share), (second, second_size * share))
    # Rounding must not make a likelihood negative.
    return max(0.0, 2 * sum(count * log(count / expected) for count, expected in terms if count))


def log_dice(both: int, first: int, second: int) -> float:
    """logDice of two words that stand together `both` times (Rychlý 2008): at most 14, whatever the corpus's size."""
    return 14 + log2(2 * both / (first + second))


def log_ratio(first: int, first_size: int, second: int, second_size: int) -> float:
    """How many times as frequent, as a power of two (Hardie 2014); a count of 0 is taken for a half."""
    return log2(((first or 0.5) / first_size) / ((second or 0.5) / second_size))
