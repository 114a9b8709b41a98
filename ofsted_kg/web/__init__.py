"""What pages and server share: addresses and media types.

In: IRIs and names of files. Out: paths and media types.
"""
