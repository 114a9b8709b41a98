"""publish.toml: what is missing, unknown or of the wrong kind is said with its place and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.publish.settings import read_settings
from publish.conftest import SAMPLES

PUBLISHER = '[publisher]\nname = "Trust"\ncontact = "mailto:data@trust.example"\n'


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("", "[publisher] name is missing", "Write under [publisher]: name = "),
        ('[publisher]\nname = "Trust"\n', "[publisher] contact is missing", "contact = "),
        (PUBLISHER + 'mail = "x"\n', "[publisher] mail is not known", "name, iri, contact"),
        (PUBLISHER + '[sites]\nurl = "x"\n', "[sites] is not known", "[publisher], [dataset], [site]"),
        (PUBLISHER + "[sites]\n", "[sites] is not known", "[publisher], [dataset], [site]"),
        (PUBLISHER + "[dataset]\ntitle = 3\n", "[dataset] title is no text", 'title = "'),
        (PUBLISHER + '[dataset]\ntitle = " "\n', "[dataset] title is no text", 'title = "'),
        ('name = "Trust"\n', "'name' stands outside a table", "[publisher]"),
        (PUBLISHER + '[site]\nurl = "https://a.example/x"\n', "does not end in /", "Put a / at its end"),
        (PUBLISHER + '[site]\nurl = "a.example/"\n', "'a.example/' is no http or https IRI", "in full"),
        (PUBLISHER.replace("mailto:", ""), "neither a mailto: address nor a URL", "mailto:"),
        ("[publisher\n", "is no TOML", "Mend that line"),
    ],
)
def test_what_is_wrong_is_said(text: str, message: str, remedy: str, tmp_path: Path) -> None:
    path = tmp_path / "publish.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OfstedKGError) as caught:
        read_settings(path)
    assert message in caught.value.message
    assert remedy in caught.value.remedy
    assert str(path) in str(caught.value)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(OfstedKGError, match="cannot be read") as caught:
        read_settings(tmp_path / "none.toml")
    assert "samples/publish.toml" in caught.value.remedy


def test_the_sample_holds_and_each_of_its_comments_too(tmp_path: Path) -> None:
    sample = (SAMPLES / "publish.toml").read_text(encoding="utf-8")
    assert read_settings(SAMPLES / "publish.toml").publisher == "Example County Data Trust"
    # Every line that is commented out may be uncommented as it stands.
    lines = [
        line.removeprefix("# ") if line.startswith("# ") and ("=" in line or "# [" in line) else line
        for line in sample.splitlines()
    ]
    full = tmp_path / "publish.toml"
    full.write_text("\n".join(lines), encoding="utf-8")
    found = read_settings(full)
    assert all((found.publisher_iri, found.title, found.description, found.site, found.endpoint))
