"""Text of letters and reports alike: cleaned, in lines, blocks and tables; dates and names in it.

In: a document's text. Out: its parts, each with its way back to the document.
"""
