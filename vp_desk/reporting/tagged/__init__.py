"""Tagged documents with ReportLab: PDF/UA-1 and PDF/A-2a in one file, written in one go.

ReportLab lays out and paints; this package adds what it lacks. Whoever builds the story makes a logical tree
(`tree`) at the same time: an element for each heading, paragraph, table or figure, in reading order. What is
painted names the piece of the tree that it is (`TaggedCanvas.begin`), and everything else on the page becomes
an artifact by itself. So the reading order never depends on the layout, and text that flows over pages, tables
with repeated heads and several passes for a table of contents need no care.

It knows nothing of reports: only `reportlab`, and here nothing of the rest of the program is imported.
"""
