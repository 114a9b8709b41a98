"""Turn a document into a letter: who, when, which framework, what was judged."""
