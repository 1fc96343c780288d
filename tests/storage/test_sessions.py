"""Blocks of reading and writing within one open vault."""

import pytest

from vp_desk.storage.vault import Vault


def test_a_block_that_holds_off_writers_stands_alone(vault: Vault) -> None:
    with vault.read(), pytest.raises(RuntimeError, match="another block"), vault.hold():
        pytest.fail("not reached")
    with vault.read(), pytest.raises(RuntimeError, match="own block"):
        vault.close()
