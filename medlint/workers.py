"""Lints many files a few at a time, here or in several processes; a process that dies loses one file at most."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import connection

from medlint.articles.pipeline import forgetting
from medlint.linting import Linting

_ENDING = (signal.SIGINT, signal.SIGTERM)

CHUNK = 20
"""Files that a process takes at once."""


def lint_here(linting: Linting, paths: Sequence[str]) -> Iterator[bytes]:
    """Yield the encoded results of files, in their order."""
    for chunk in _chunks(paths):
        yield from _lint_chunk(linting, chunk)


def _lint_chunk(linting: Linting, paths: Sequence[str]) -> list[bytes]:
    """Return the encoded results of some files; what spaCy learnt of them is forgotten afterwards."""
    linting.linter  # noqa: B018 (made outside, where it is to stay)
    with forgetting():
        return [_uncollected(linting, path) for path in paths]


def _uncollected(linting: Linting, path: str) -> bytes:
    """Return the encoded result of a file; what is garbage is collected once, after it."""
    if not gc.isenabled():
        return linting.lint_anew(path)
    gc.disable()
    try:
        return linting.lint_anew(path)
    finally:
        gc.enable()


_working: Linting | None = None


def _start_worker(linting: Linting) -> None:
    global _working
    _working = linting
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _work(paths: list[str]) -> tuple[list[bytes], str]:
    assert _working is not None
    results = _lint_chunk(_working, paths)
    return results, _working.cache.problem if _working.cache else ""


def lint_in_pool(linting: Linting, paths: Sequence[str], jobs: int) -> Iterator[bytes]:
    """Yield the encoded results of files, in their order, made in several processes.

    When a process dies, what is left is linted one by one to find the file that killed it.
    """
    linting.linter  # noqa: B018 (so that forked processes have it)
    jobs = min(jobs, -(-len(paths) // CHUNK))
    waiting = iter(_chunks(paths))
    lost: list[list[str]] = []
    with _pool(linting, jobs) as pool, _stopped_at_once(pool):
        with _undisturbed():
            running = [(chunk, pool.submit(_work, chunk)) for chunk in islice(waiting, jobs * 3)]
        while running:
            chunk, future = running.pop(0)
            try:
                results, problem = future.result()
            except BrokenProcessPool:
                lost = [chunk, *(other for other, _ in running), *waiting]
                break
            if problem and linting.cache:
                linting.cache.problem = problem
            for more in islice(waiting, 1):
                running.append((more, pool.submit(_work, more)))
            yield from results
    for chunk in lost:
        for path in chunk:
            yield _lint_alone(linting, path)


def _lint_alone(linting: Linting, path: str) -> bytes:
    with _pool(linting, 1) as pool, _stopped_at_once(pool):
        try:
            with _undisturbed():
                running = pool.submit(_work, [path])
            return running.result()[0][0]
        except BrokenProcessPool:
            return linting.died(path)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Put signals off while processes are forked: what one raises in the middle of that is lost."""
    if sys.platform == "win32":
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)


@contextlib.contextmanager
def _stopped_at_once(pool: ProcessPoolExecutor) -> Iterator[None]:
    """End the processes of a pool when the run is interrupted, in the middle of what they do."""
    try:
        yield
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.kill()
        raise


def _pool(linting: Linting, jobs: int) -> ProcessPoolExecutor:
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(jobs, context, initializer=_start_worker, initargs=(linting,))


def _chunks(paths: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(paths)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def cores() -> int:
    """Return how many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
