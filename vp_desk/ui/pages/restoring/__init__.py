"""The parts of the page on which a backup is put back."""
