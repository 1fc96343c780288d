"""The product on a line: `python -m tests.adapter DATADIR` answers one JSON object a line.

For programs from outside that want to try the vault without a window. It stands on `vp_desk.desk` and on
nothing else of ours, as the window and the command line do, and takes nothing from the environment: a key
costs here what it costs everywhere.
"""
