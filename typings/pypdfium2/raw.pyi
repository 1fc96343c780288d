# The part of it that we use.

PDFDEST_VIEW_XYZ: int

def FPDF_SetSystemFontInfo(info: None) -> None: ...
