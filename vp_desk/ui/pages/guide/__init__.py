"""The steps of making a vault, each a part of `create_page`."""
