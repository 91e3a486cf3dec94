"""Bounds what a child process may take from the computer, and how long it may live."""

from __future__ import annotations

import sys

MEGABYTE = 1 << 20


def limit_memory(megabytes: int) -> None:  # pragma: no cover - in the child only
    """Refuse this process more memory than given; what it asks beyond fails in it alone."""
    if sys.platform == "win32":
        _limit_by_job_object(megabytes * MEGABYTE)
    else:
        import resource

        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, most))


if sys.platform == "win32":  # pragma: no cover
    import ctypes
    from ctypes import wintypes

    _EXTENDED_LIMITS = 9
    _NO_CHILDREN = 0x8
    _PROCESS_MEMORY = 0x100
    _DIE_ON_UNHANDLED = 0x400
    _KILL_ON_CLOSE = 0x2000
    _NO_ERROR_BOXES = 0x8007

    class _BasicLimits(ctypes.Structure):
        """https://learn.microsoft.com/windows/win32/api/winnt/ns-winnt-jobobject_basic_limit_information."""

        _fields_ = (
            ("per_process_time", ctypes.c_int64),
            ("per_job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("active_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        """https://learn.microsoft.com/windows/win32/api/winnt/ns-winnt-jobobject_extended_limit_information."""

        _fields_ = (
            ("basic", _BasicLimits),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    def _limit_by_job_object(size: int) -> None:
        """Put this process into a job object of its own, which ends with it.

        It can start no other process, and no box of the system's may wait for a click when a
        parser crashes.
        """
        kernel = _kernel()
        kernel.SetErrorMode(_NO_ERROR_BOXES)
        limits = _ExtendedLimits()
        limits.basic.flags = _PROCESS_MEMORY | _DIE_ON_UNHANDLED | _KILL_ON_CLOSE | _NO_CHILDREN
        limits.basic.active_processes = 1
        limits.process_memory = size
        _put_into_job(kernel.GetCurrentProcess(), limits)

    def tie(process: int) -> int:
        """Let a child end when this process does, however it ends and whatever the child does.

        Args:
            process: a handle with all rights, as the sentinel of a spawned process is.

        Returns:
            The handle of a job object, which the system closes with this process.
        """
        limits = _ExtendedLimits()
        limits.basic.flags = _KILL_ON_CLOSE
        try:
            return _put_into_job(process, limits)
        except OSError:
            return 0

    def untie(job: int) -> None:
        """Give the job object of a child back that has ended; one that runs is ended by that."""
        if job:
            _kernel().CloseHandle(wintypes.HANDLE(job))

    def _kernel() -> ctypes.WinDLL:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        return kernel

    def _put_into_job(process: int, limits: _ExtendedLimits) -> int:
        kernel = _kernel()
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        set_up = kernel.SetInformationJobObject(
            job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        if not set_up or not kernel.AssignProcessToJobObject(job, wintypes.HANDLE(process)):
            reason = ctypes.WinError(ctypes.get_last_error())
            kernel.CloseHandle(job)
            raise reason
        return job.value or 0

else:

    def tie(process: int) -> int:  # noqa: ARG001 - the same interface as on Windows
        """Do nothing: a child notices by itself that its parent is gone."""
        return 0

    def untie(job: int) -> None:
        """Do nothing."""
