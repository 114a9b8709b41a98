"""Files of XML that are no letters are named as what they are, and never read as text with its tags."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_file import flat, paragraph, word_file

from ofsted_kg.errors import NotALetter, UnreadableFile
from ofsted_kg.read import DEFAULT, read_data

NAME = Path("letter.xml")
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' office:mimetype="application/vnd.oasis.opendocument'
)


def _program(progid: str, root: str) -> str:
    return f'<?xml version="1.0"?>\n<?mso-application progid="{progid}"?>\n{root}'


PROGRAMS = {
    "Excel": (
        _program("Excel.Sheet", '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
        "an Excel",
    ),
    "PowerPoint": (
        flat(word_file(paragraph("x"))).decode().replace("Word.Document", "PowerPoint.Show"),
        "a PowerPoint file",
    ),
    "InfoPath": (_program("InfoPath.Document", '<my:form xmlns:my="urn:x"/>'), "a form of InfoPath"),
    "sheet": (f'<office:document {_ODF}.spreadsheet"/>', "an OpenDocument spreadsheet"),
    "slides": (f'<office:document {_ODF}.presentation"/>', "an OpenDocument presentation"),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(("text", "kind"), PROGRAMS.values(), ids=PROGRAMS)
def test_files_of_other_programs(text: str, kind: str, encoding: str) -> None:
    with pytest.raises(UnreadableFile, match=f"the file is {kind}.*save that as PDF"):
        read_data(NAME, text.encode(encoding), DEFAULT)


DATA = {
    "feed": ('<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "rss"),
    "map of a site": (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url/></urlset>',
        "urlset",
    ),
    "RDF": (
        '<?xml version="1.0"?>\n<rdf:RDF\n xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        "rdf:RDF",
    ),
    "drawing": (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [<!ENTITY a "b">]>'
        "<!-- <p> --><svg/>",
        "svg",
    ),
}


@pytest.mark.parametrize(("text", "root"), DATA.values(), ids=DATA)
def test_data_of_other_kinds(text: str, root: str) -> None:
    with pytest.raises(NotALetter, match=f"the file is XML .<{root}>., no letter.*"):
        read_data(NAME, text.encode(), DEFAULT)


PAGE = (
    '<?xml version="1.0"?>\n<?page by="a"?>\n'
    '<div xmlns="http://www.w3.org/1999/xhtml"><p>Dear Ms Orr</p></div>'
)
TEXTS = {
    "a page that says that it is XML": (PAGE, "Dear Ms Orr\n"),
    "a letter in angle brackets": ("<letter>Dear Ms Orr</letter>\n", "<letter>Dear Ms Orr</letter>\n"),
    "a declaration and no XML": (
        '<?xml version="1.0"?>\nDear Ms Orr\n',
        '<?xml version="1.0"?>\nDear Ms Orr\n',
    ),
}


@pytest.mark.parametrize(("text", "read"), TEXTS.values(), ids=TEXTS)
def test_what_is_text_after_all(text: str, read: str) -> None:
    assert read_data(NAME, text.encode(), DEFAULT).text == read
