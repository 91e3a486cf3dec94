"""Files of one name are told apart by their folders."""

from __future__ import annotations

from pathlib import Path

from app.domain.naming import distinct_names


def test_that_names_that_differ_stay() -> None:
    assert distinct_names([Path("a/chat.db"), Path("b/sms.xml")]) == ["chat.db", "sms.xml"]
    assert distinct_names([]) == []


def test_that_files_of_one_name_are_told_apart_by_their_folders() -> None:
    paths = [Path("x/Diaz/Phone/chat.db"), Path("x/Reyes/Phone/Chat.db"), Path("x/notes.txt")]
    assert distinct_names(paths) == ["Diaz/Phone/chat.db", "Reyes/Phone/Chat.db", "notes.txt"]


def test_that_the_same_file_twice_ends() -> None:
    assert distinct_names([Path("a/b.txt"), Path("a/b.txt")]) == ["a/b.txt", "a/b.txt"]
