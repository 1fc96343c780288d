"""The same report by other libraries: what they are given, and the programs that they run in."""
