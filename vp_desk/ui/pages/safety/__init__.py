"""The parts of the page about the safety of the vault."""
