"""What the ontology says, in Python: its files, its IRIs, its words and their variants.

In: ``ontology/``. Out: the ``Lexicon``, namespaces, and the files of the package.
"""
