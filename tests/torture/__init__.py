"""Programs that try to make the vault lose, leak or mistake something; see README.md.

Each is a program by itself (`python -m tests.torture.kills --rounds 200`), prints its figures, and fails
when one of them misses its mark. Each can plant a fault in the product (`--plant NAME`) and must then find it.
"""
