"""Where documents come from: lists of sources, and their files fetched.

In: ``sources.csv``. Out: an address for each document; the documents.
"""
