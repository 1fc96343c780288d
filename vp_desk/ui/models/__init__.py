"""Tables as Qt asks for them, over frozen results of the desk."""
