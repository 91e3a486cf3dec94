"""Lists of given names, family names and common words; what they are made of says their README."""

from __future__ import annotations

from functools import cache

from app.detect.nicknames import common_words, named_forms
from app.paths import resource

_STRONG = 3000


def _read(name: str) -> list[str]:
    text = (resource("detect") / name).read_text(encoding="utf-8")
    return text.split("\n", 1)[1].split()


@cache
def given_names() -> frozenset[str]:
    """Give given names, long and short, folded to small letters without accents."""
    return frozenset(_read("given_names.txt")) | named_forms()


@cache
def sure_given_names() -> frozenset[str]:
    """Give those that are hardly ever another word."""
    return given_names() - plain_words()


@cache
def family_names() -> frozenset[str]:
    """Give family names, folded likewise."""
    return frozenset(_read("family_names.txt"))


@cache
def common_family_names() -> frozenset[str]:
    """Give the commonest family names, among them some that are words."""
    return frozenset(_read("family_names.txt")[:_STRONG])


@cache
def sure_family_names() -> frozenset[str]:
    """Give those that are hardly ever another word."""
    return family_names() - plain_words()


@cache
def dictionary_words() -> frozenset[str]:
    """Give common words of English that are words more often than names."""
    return frozenset(_read("words.txt"))


@cache
def plain_words() -> frozenset[str]:
    """Give words that are seldom names."""
    return dictionary_words() | common_words()
