"""Bounds what this process may take from the computer; used only inside a child process."""

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

        No box of the system's may wait for a click when a parser crashes.
        """
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetErrorMode(_NO_ERROR_BOXES)
        limits = _ExtendedLimits()
        limits.basic.flags = _PROCESS_MEMORY | _DIE_ON_UNHANDLED | _KILL_ON_CLOSE
        limits.process_memory = size
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        own = wintypes.HANDLE(kernel.GetCurrentProcess())
        set_up = kernel.SetInformationJobObject(
            job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        if not set_up or not kernel.AssignProcessToJobObject(job, own):
            raise ctypes.WinError(ctypes.get_last_error())
