"""The windows: widgets that show and ask, and decide nothing.

Everything they do goes through `vp_desk.desk`. Nothing but this package knows Qt.
"""
