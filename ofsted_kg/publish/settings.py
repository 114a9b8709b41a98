"""Who publishes a release: ``publish.toml``.

In: a TOML file. Out: ``Settings``. What is misspelt, missing or of the wrong kind is an
error that names the file and the line to write.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.vocabulary.namespaces import is_web_iri

FILE = "publish.toml"
# Table and key, the setting, and an example for the error.
_KEYS = {
    ("publisher", "name"): ("publisher", "Example County Data Trust"),
    ("publisher", "iri"): ("publisher_iri", "https://data.example.org/id/trust"),
    ("publisher", "contact"): ("contact", "mailto:data@example.org"),
    ("dataset", "title"): ("title", "What Ofsted said about children's services"),
    ("dataset", "description"): ("description", "What the letters and reports say."),
    ("site", "url"): ("site", "https://data.example.org/ofsted/"),
    ("site", "endpoint"): ("endpoint", "https://data.example.org/sparql"),
}
_REQUIRED = (("publisher", "name"), ("publisher", "contact"))


@dataclass(frozen=True, slots=True)
class Settings:
    """Who publishes, under which title, where.

    Attributes:
        publisher: name.
        publisher_iri: IRI.
        contact: ``mailto:`` or URL for questions.
        title: of the dataset.
        description: of the dataset.
        site: URL that the pages stand at, if it is not the base of the IRIs.
        endpoint: URL of a SPARQL endpoint that serves the same graph.
    """

    publisher: str = ""
    publisher_iri: str = ""
    contact: str = ""
    title: str = ""
    description: str = ""
    site: str = ""
    endpoint: str = ""

    def check(self) -> None:
        """Raise an error for what cannot stand in the metadata."""
        for what, iri in (
            ("publisher's IRI", self.publisher_iri),
            ("endpoint", self.endpoint),
            ("site's URL", self.site),
        ):
            if iri and not is_web_iri(iri):
                raise OfstedKGError(f"the {what} {iri!r} is no http or https IRI", remedy="Give it in full")
        if self.contact and not (
            is_web_iri(self.contact) or is_web_iri(self.contact.replace("mailto:", "http://", 1))
        ):
            raise OfstedKGError(
                f"the contact {self.contact!r} is neither a mailto: address nor a URL",
                remedy="Write it as mailto:data@example.org",
            )


def read_settings(path: Path) -> Settings:
    """Read the file.

    Raises:
        OfstedKGError: it cannot be read, or something in it is missing or wrong.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise OfstedKGError(
            f"cannot be read ({error.strerror})", file=path, remedy="samples/publish.toml is one to copy"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OfstedKGError(f"is no TOML ({error})", file=path, remedy="Mend that line") from error
    settings = Settings(**_values(found, path))
    if settings.site and not settings.site.endswith("/"):
        raise OfstedKGError(
            f"[site] url {settings.site!r} does not end in /", file=path, remedy="Put a / at its end"
        )
    try:
        settings.check()
    except OfstedKGError as error:
        raise OfstedKGError(error.message, file=path, remedy=error.remedy) from error
    return settings


def settings_of(config: Path | None, publisher: str, publisher_iri: str, endpoint: str) -> Settings:
    """Return what the file says (by default `publish.toml`, if it is here) and what is said beside it."""
    if config is None and Path(FILE).is_file():
        config = Path(FILE)
    settings = read_settings(config) if config is not None else Settings()
    given = {"publisher": publisher, "publisher_iri": publisher_iri, "endpoint": endpoint}
    return replace(settings, **{name: value for name, value in given.items() if value})


def _values(found: dict[str, Any], path: Path) -> dict[str, str]:
    values = {}
    for table, content in found.items():
        if not isinstance(content, dict):
            raise OfstedKGError(
                f"{table!r} stands outside a table", file=path, remedy="Begin with [publisher]"
            )
        if not any(table == where for where, _ in _KEYS):
            tables = ", ".join(f"[{name}]" for name in dict.fromkeys(where for where, _ in _KEYS))
            raise OfstedKGError(f"[{table}] is not known", file=path, remedy=f"Known tables: {tables}")
        for key, value in content.items():
            known = _KEYS.get((table, key))
            if known is None:
                keys = ", ".join(name for where, name in _KEYS if where == table)
                raise OfstedKGError(f"[{table}] {key} is not known", file=path, remedy=f"Known there: {keys}")
            if not isinstance(value, str) or not value.strip():
                raise OfstedKGError(
                    f"[{table}] {key} is no text", file=path, remedy=f'Write {key} = "{known[1]}"'
                )
            values[known[0]] = value.strip()
    for table, key in _REQUIRED:
        name, example = _KEYS[table, key]
        if name not in values:
            raise OfstedKGError(
                f"[{table}] {key} is missing", file=path, remedy=f'Write under [{table}]: {key} = "{example}"'
            )
    return values
