"""Writes small Word files for tests: the parts that a reader needs, with any mark-up as their body."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Mapping, Sequence

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATION = {
    TRANSITIONAL: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Toc"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Dot"><w:name w:val="Dotted"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Hid0"><w:name w:val="h0"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hid"><w:name w:val="h"/><w:basedOn w:val="Hid0"/></w:style>
<w:style w:type="character" w:styleId="Up"><w:name w:val="u"/>
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>"""
LISTS = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
<w:lvlText w:val="x"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>"""
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def wide(data: bytes, encoding: str = "utf-16") -> bytes:
    """Return a Word file with its parts in another encoding."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
            new.writestr(name, text.encode(encoding))
    return buffer.getvalue()


def flat(data: bytes) -> bytes:
    """Return a Word file as one XML file (flat OPC)."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            inner = packed.read(name)
            if inner.startswith((b"<?xml", b"<")) and name.endswith(("xml", "rels")):
                text = re.sub(r"^<[?]xml[^>]*>", "", inner.decode())
                parts.append(f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{text}</pkg:xmlData></pkg:part>')
            else:
                held = base64.encodebytes(inner).decode()
                parts.append(
                    f'<pkg:part pkg:name="/{name}"><pkg:binaryData>{held}</pkg:binaryData></pkg:part>'
                )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
        f'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{"".join(parts)}'
        "</pkg:package>"
    ).encode()


def run(words: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """Return a paragraph of runs; what is no mark-up becomes one."""
    inner = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; what is no mark-up becomes a paragraph."""
    cells = (
        "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row)
        for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def word_file(
    body: str,
    *,
    head: str = "",
    foot: str = "",
    namespace: str = TRANSITIONAL,
    main: str = "document.xml",
    more: Mapping[str, str] | None = None,
    chunks: Sequence[bytes] = (),
) -> bytes:
    """Return the bytes of a Word file.

    Args:
        body: mark-up of the body.
        head: mark-up of the page's header.
        foot: mark-up of its footer.
        namespace: transitional or strict.
        main: the name of the main part.
        more: further parts.
        chunks: documents that it embeds: chunk1, chunk2.
    """
    relation = _RELATION[namespace]
    embedded = {f"chunk{number}": data for number, data in enumerate(chunks, 1)}

    def part(name: str, inner: str) -> str:
        spaces = f'xmlns:w="{namespace}" xmlns:r="{relation}" {_OTHERS}'
        return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {spaces}>{inner}</w:{name}>'

    def relations(**targets: str) -> str:
        kinds = "".join(
            f'<Relationship Id="{kind}" Type="{relation}/{kind}" Target="{target}"/>'
            for kind, target in targets.items()
        )
        if "styles" in targets:
            kinds += "".join(
                f'<Relationship Id="{name}" Type="{relation}/aFChunk" Target="/word/{name}"/>'
                for name in embedded
            )
        return f'<Relationships xmlns="{_RELATIONS}">{kinds}</Relationships>'

    edges = ('<w:headerReference w:type="default" r:id="header"/>' if head else "") + (
        '<w:footerReference w:type="default" r:id="footer"/>' if foot else ""
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(officeDocument=f"word/{main}"),
        f"word/_rels/{main}.rels": relations(
            styles="styles.xml", numbering="numbering.xml", header="header1.xml", footer="footer1.xml"
        ),
        f"word/{main}": part("document", f"<w:body>{body}<w:sectPr>{edges}</w:sectPr></w:body>"),
        "word/styles.xml": part("styles", STYLES),
        "word/numbering.xml": part("numbering", LISTS),
        "word/header1.xml": part("hdr", head),
        "word/footer1.xml": part("ftr", foot),
        **(more or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, text in parts.items():
            folder.writestr(name, text)
        for name, data in embedded.items():
            folder.writestr(f"word/{name}", data)
    return buffer.getvalue()
