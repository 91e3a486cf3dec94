"""Keeps one child process in which hostile files are parsed; knows nothing of what is parsed."""

from __future__ import annotations

import io
import logging
import multiprocessing
import pickle
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.context import SpawnProcess
from typing import NoReturn, Self, TypeVar, TypeVarTuple, cast

from app.errors import ChildFailed
from app.jobs import child
from app.jobs.limits import tie, untie

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")

_START_SECONDS = 60.0
_END_SECONDS = 2.0
_ANSWER_LIMIT = 1 << 30

_FORGED = (AttributeError, IndexError, KeyError, MemoryError, OverflowError, TypeError)

_log = logging.getLogger(__name__)


class Child:
    """A spawned process that is kept warm and replaced when it fails.

    It starts with the first call (about half a second). Calls from several threads take turns.

    Attributes:
        memory_mb: address space (POSIX) or committed memory (Windows) that it may use.
        seconds: how long one call may take unless the call says otherwise.
    """

    def __init__(self, memory_mb: int = 1024, seconds: float = 60.0) -> None:
        self.memory_mb = memory_mb
        self.seconds = seconds
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._line: child.Line | None = None
        self._tie = 0

    @property
    def pid(self) -> int | None:
        """Give the id of the process that is kept warm, if one is."""
        return self._process.pid if self._process else None

    def call(
        self,
        function: Callable[[*Arguments], Result],
        *arguments: *Arguments,
        seconds: float | None = None,
    ) -> Result:
        """Run a function of a module there and give what it returns.

        Args:
            function: named by its import path; what it returns may hold only plain values
                (numbers, texts, bytes, tuples, lists, dicts), since the answer of a process
                that a hostile file has taken over must not be believed.
            arguments: anything that can be pickled.
            seconds: how long it may take.

        Raises:
            ChildFailed: it died, took too long, ate too much memory or raised an error.
        """
        (answer,) = self.call_each(function, (arguments,), seconds=seconds)
        if isinstance(answer, ChildFailed):
            raise answer
        return answer

    def call_each(
        self,
        function: Callable[[*Arguments], Result],
        calls: Sequence[tuple[*Arguments]],
        *,
        seconds: float | None = None,
    ) -> list[Result | ChildFailed]:
        """Run a function there for each of some arguments, sent together.

        Gives an answer for each, in order; one that fails costs its own answer alone, and the
        calls behind it are made by the next process. ``seconds`` is for each of them.
        """
        each = self.seconds if seconds is None else seconds
        answers: list[object] = []
        with self._turn:
            while len(answers) < len(calls):
                answers += self._answers(function, calls[len(answers) :], each)
        return cast("list[Result | ChildFailed]", answers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process; the next call would start a new one."""
        with self._turn:
            self._end(patience=_END_SECONDS)

    def _answers(
        self, function: Callable[..., object], calls: Sequence[tuple[object, ...]], seconds: float
    ) -> list[object]:
        """Give answers up to the last, or to the one that cost the process."""
        answers: list[object] = []
        sent = pickle.dumps((function.__module__, function.__qualname__, calls))
        for place in range(len(calls)):
            try:
                answers.append(self._answer(b"" if place else sent, seconds))
            except ChildFailed as failure:
                answers.append(failure)
                if self._line is None:
                    break
        return answers

    def _answer(self, sent: bytes, seconds: float) -> object:
        """Send calls, if there are any to send, and wait for the next answer."""
        try:
            line = self._line or self._start()
            if sent:
                line.send_bytes(sent)
            if not line.poll(seconds):
                self._fail("It took too long to read.")
            kind, value = _plain(line.recv_bytes(_ANSWER_LIMIT))
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            self._fail("The program that reads such files broke off.")
        if kind == child.NO_MEMORY:
            self._fail("It needs more memory than may be used for one file.")
        if kind != child.DONE:
            _log.error("child failed: %s", value)
            raise ChildFailed("It is damaged or of an unknown kind.")
        return value

    def _start(self) -> child.Line:
        context = multiprocessing.get_context("spawn")
        line, far_end = context.Pipe()
        process = context.Process(target=child.live, args=(far_end, self.memory_mb), daemon=True)
        process.start()
        self._tie = tie(process.sentinel)
        far_end.close()
        self._process, self._line = process, line
        if not line.poll(_START_SECONDS):
            raise EOFError
        line.recv_bytes()
        return line

    def _fail(self, reason: str) -> NoReturn:
        self._end(patience=0)
        raise ChildFailed(reason)

    def _end(self, patience: float) -> None:
        line, process = self._line, self._process
        self._line = self._process = None
        if line:
            line.close()
        if process:
            process.join(patience)
            with suppress(OSError):
                process.kill()
            process.join()
            process.close()
            untie(self._tie)


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str, /) -> NoReturn:
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is not a plain value")


def _plain(answer: bytes) -> tuple[str, object]:
    try:
        value = _PlainUnpickler(io.BytesIO(answer)).load()
    except _FORGED as error:
        raise pickle.UnpicklingError("not an answer") from error
    match value:
        case (str(kind), result):
            return kind, result
    raise pickle.UnpicklingError("not an answer")
