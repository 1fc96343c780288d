"""Hardening where a system has no such thing, or forbids it: the program goes on."""

import ctypes
import os
import resource

import pytest

from vp_desk import hardening


def test_a_system_that_forbids_or_lacks_it_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(*_: object) -> None:
        raise ValueError("not allowed")

    def lack(*_: object) -> None:
        raise OSError("no such library")

    before = os.umask(0o022)
    try:
        monkeypatch.setattr(resource, "setrlimit", forbid)
        hardening.begin()
        assert os.umask(0o022) == 0o077
        monkeypatch.setattr(os, "name", "nt")
        hardening.begin()
        assert os.umask(0o022) == 0o022
        monkeypatch.setattr(ctypes, "CDLL", lack)
        hardening.complete()
        assert not hardening.completed()
    finally:
        monkeypatch.undo()
        os.umask(before)
