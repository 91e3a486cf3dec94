"""The words of a marked copy are known to few, and only one file can take them from a record."""

from __future__ import annotations

from law.house import files, imports, place

_KNOWS = {
    "app/packet/checks/marks.py",
    "app/packet/marked.py",
    "app/workflow/mark_records.py",
}


def _importing(*modules: str) -> set[str]:
    return {
        place(path)
        for path in files()
        if any(
            name == module or name.startswith(module + ".")
            for name in imports(path)
            for module in modules
        )
    }


def test_that_few_files_know_of_words_under_an_outline() -> None:
    assert _importing("app.domain.marked") == _KNOWS


def test_that_only_the_building_of_marked_copies_uncovers_records() -> None:
    assert _importing("app.workflow.mark_records") == {"app/workflow/build_marked.py"}
    assert _importing("app.workflow.outline_attachments") == {"app/workflow/build_marked.py"}


def test_that_nothing_that_builds_the_released_packet_builds_marked_copies() -> None:
    allowed = ("app/cli/", "app/ui/", "app/bootstrap.py", "app/workflow/print_packet.py")
    assert all(path.startswith(allowed) for path in _importing("app.workflow.build_marked"))
