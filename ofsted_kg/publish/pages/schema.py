"""What search engines read: ``schema.org`` in JSON-LD.

In: names and the version. Out: markup that holds nothing which could end a script element.
"""

from __future__ import annotations

import json

from markupsafe import Markup

from ofsted_kg.publish.names import DATA_LICENCE, Names
from ofsted_kg.publish.versions import Version


def schema_dataset(called: Names, version: Version, url: str) -> Markup:
    """Return the dataset as ``schema:Dataset``."""
    root = called.dataset.removesuffix("set/dataset")
    data = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": called.dataset,
        "name": called.title,
        "description": called.description,
        "url": url,
        "identifier": called.version_iri,
        "version": version.name,
        "license": DATA_LICENCE,
        "datePublished": version.issued,
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "spatialCoverage": {"@type": "Place", "name": "England"},
        "publisher": {"@type": "Organization", "name": called.publisher, "@id": called.publisher_iri},
        "creator": {"@type": "Organization", "name": called.publisher, "@id": called.publisher_iri},
        "keywords": ["Ofsted", "children's services", "inspection", "local government", "England"],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.title,
                "encodingFormat": file.packed or file.media,
                "contentUrl": root + file.path,
                "contentSize": f"{file.size} B",
                "sha256": file.sha256,
            }
            for file in version.files
        ],
    }
    text = json.dumps(data, ensure_ascii=True, sort_keys=True)
    for mark in "<>&":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)  # noqa: S704 - nothing in it can end the element
