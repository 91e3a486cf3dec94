"""The taskbar's button, the name of the program and its empty jump list."""

from __future__ import annotations

import ctypes

from windows_fakes import FakeLibrary, ShellTable, taskbar_list

from app.windows_desk.identity import NAME, forget_opened, introduce
from app.windows_desk.taskbar import Shade, TaskbarButton


def test_that_the_button_shows_how_far_work_is() -> None:
    table = taskbar_list()
    button = TaskbarButton(7, {"ole32": table.ole()}.get)
    button.show(Shade.NORMAL, 250)
    button.show(Shade.UNKNOWN)
    button.show(Shade.NONE)
    assert table.calls == [
        (3, ()),
        (10, (7, 2)), (9, (7, 250, 1000)),
        (10, (7, 1)),
        (10, (7, 0)),
    ]  # fmt: skip


def test_that_a_failure_fills_the_button() -> None:
    table = taskbar_list()
    button = TaskbarButton(7, {"ole32": table.ole()}.get)
    button.show(Shade.FAILED, 1000)
    button.close()
    button.show(Shade.NORMAL, 1)
    button.close()
    assert table.calls[1:] == [(10, (7, 4)), (9, (7, 1000, 1000)), (2, ())]


def test_that_a_taskbar_that_does_not_begin_is_left_alone() -> None:
    table = taskbar_list()
    table.answer = -1
    button = TaskbarButton(7, {"ole32": table.ole()}.get)
    button.show(Shade.NORMAL, 1)
    assert table.calls == [(3, ()), (2, ())]


def test_that_no_button_is_shown_where_the_shell_has_none() -> None:
    ole = FakeLibrary(CoCreateInstance=lambda *_: -2147221164)
    TaskbarButton(7, {"ole32": ole}.get).show(Shade.NORMAL, 1)
    TaskbarButton(7).show(Shade.NORMAL, 1)
    assert ole.names() == ["CoInitialize", "CoCreateInstance"]


def test_that_the_jump_list_of_the_program_is_emptied() -> None:
    table = ShellTable((), (), (), (ctypes.c_wchar_p,), (), ())
    assert forget_opened({"ole32": table.ole()}.get)
    assert table.calls == [(3, (NAME,)), (5, ()), (2, ())]


def test_that_a_jump_list_that_cannot_be_named_is_not_emptied() -> None:
    table = ShellTable((), (), (), (ctypes.c_wchar_p,), (), (), answer=-1)
    assert not forget_opened({"ole32": table.ole()}.get)
    assert [place for place, _ in table.calls] == [3, 2]
    assert not forget_opened()


def test_that_the_program_says_its_name_and_nothing_of_a_vault() -> None:
    shell = FakeLibrary()
    introduce({"shell32": shell}.get)
    introduce()
    assert shell.calls == [("SetCurrentProcessExplicitAppUserModelID", (NAME,))]
