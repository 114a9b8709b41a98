"""What pages and server share: addresses, media types, their policy and their design.

In: IRIs and names of files. Out: paths, media types, headers and the outline of a page.
"""
