"""Web pages: what is hidden or struck out is no text, whatever the page says its encoding is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.read import DEFAULT, read_data

NAME = Path("letter.html")
_MSO = (
    "<p style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
    "<span style='mso-list:Ignore'>{}<span>&nbsp; </span></span><![endif]>"
)


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def text_of(data: bytes) -> str:
    return read_data(NAME, data, DEFAULT).text


UNSEEN = {
    "hidden": "<p hidden>bad</p>",
    "until found": "<div hidden=until-found><p>bad</p></div>",
    "not for readers": "<section aria-hidden='TRUE'>bad</section>",
    "display": "<span style='display : none'>bad</span>",
    "visibility": "<p style='color:red;visibility:hidden'>bad</p>",
    "invisible with what lies in it": "<div style='visibility:hidden'><ul><li><b>bad</b></ul>bad</div>",
    "an invisible table": "<table style='visibility:hidden'><tr><td>bad<td>worse</table>",
    "not shown at all": "<div style='display:none'><p style='visibility:visible'>bad</p></div>",
    "no size": "<p style='font-size:0pt'>bad</p><p style='opacity:0.0'>bad</p>",
    "hidden by Word": "<span style='mso-hide:all'>bad</span>",
    "deleted": "<del><p>bad</p></del>",
    "struck": "<s><b>bad</b> worse</s><strike>bad</strike>",
    "line through": "<u style='text-decoration:underline line-through'>bad</u>",
    "class": "<p class='a off'>bad</p>",
    "id": "<div id=gone><p>bad</p><p>worse</p></div>",
    "element and class": "<p><em class=out>bad</em></p>",
    "far off": "<p style='position:absolute; left:-9999px'>bad</p><p style='text-indent:-999em'>bad</p>",
    "for the ear": "<p class='govuk-visually-hidden'>bad</p>",
    "no text": "<template>bad</template><noscript>bad</noscript><script>'bad'</script>",
    "to be filled in": "<textarea>bad</textarea><select><option>bad</select><input value=bad>",
    "comments": "<!-- bad --><!--[if mso]>bad<![endif]-->",
    "contents": "<p class=MsoToc1>Staying safe 4</p>",
    "cut off": "<p style='clip:rect(0,0,0,0)'>bad</p><p style='clip-path:inset(50%)'>bad</p>",
    "no height": "<div style='overflow:hidden;max-height:0px'><p>bad</p></div>",
    "tiny": "<p style='font-size:1px'>bad</p>",
    "white": "<p style='color: #FFF'>bad</p><font color=White>bad</font>",
    "white in rgb": "<p style='color:rgb(255, 255,255)'>bad</p>",
    "no colour": "<p style='color:transparent'>bad</p>",
    "colour of its ground": "<p style='color:#123;background-color:#123'>bad</p>",
    "white by its class": "<p class=ghost>bad</p>",
    "classes of frameworks": "<p class='d-none'>bad</p><p class='element-invisible'>bad</p>",
    "comment in a style": "<p style='display:/**/none'>bad</p>",
    "by what it lies in": "<div class=box><b><p>bad</p></b></div><div class=top><p>bad</p></div>",
    "on a screen": "<p class=shown>bad</p>",
    "by an attribute": "<p data-state=closed>bad</p><p class=' hid2'>bad</p><p lang=en-GB>bad</p>",
    "but for a class": "<div class=panel>bad</div><div class='panel x'>bad</div>",
    "shown only when open": "<div class=tab>bad</div>",
    "font without size": "<p style='font:0px/1 arial'>bad</p><p style='filter:opacity(0)'>bad</p>",
    "important": "<p class=must style='display:block'>bad</p>",
    "row": "<table><tr style='visibility:collapse'><td>bad</td></tr></table>",
}
SHEET = """<style>/* .seen {display:none} */ @media print {.seen {display:none}}
<!-- .off, #gone {color:red; display:none} em.out{text-decoration: line-through} --></style>
<style>.ghost{color:white} .box p{display:none} .top>p{display:none} @media screen{.shown{display:none}}
.blue{background:#005} .blue .ghost, p.deep p{font-weight:bold}
@media (max-width:600px){.seen{display:none}} .must{display:none!important}
[data-state="closed"], p[class$='hid2'], [lang|=en], p[title~=x]{display:none} .panel:not(.open){display:none}
.tab{display:none} .tab.on{display:block} .wide{display:none} @media (min-width: 40em){.wide{display:block}}
.dark{visibility:hidden} .lit{visibility:visible} .raised{vertical-align:super}
.seen:hover, .seen + p, li:first-child{display:none}</style>"""
SEEN_ALL_THE_SAME = {
    "white on blue": "<p style='color:white;background:#005'>work</p>",
    "white in a blue cell": "<table><tr><td bgcolor=#003366><p style='color:#fff'>work</p></td></tr></table>",
    "white in a blue box": "<div class=blue><p class=ghost>work</p></div>",
    "grey": "<p style='color:#777'>work</p>",
    "folded": "<details><p>work</p></details>",
    "unfolded": "<details open><p>work</p></details>",
    "narrow": "<p style='width:1px'>work</p>",
    "smaller": "<p style='font-size:0.9em'>work</p><hr style='height:1px'>",
    "drawn in": "<p style='text-indent:-18pt'>work</p>",
    "open": "<div data-state=open>work</div>",
    "another attribute": "<p title='xy'>work</p>",
    "with the class": "<div class='panel open'>work</div>",
    "shown by a weightier rule": "<div class='on tab'>work</div>",
    "shown by itself": "<div class=tab style='display: block'>work</div>",
    "shown where the page is wide": "<div class=wide>work</div>",
    "visible in what is not": "<div style='visibility:hidden'>bad<p class=lit>work</p></div>",
    "visible itself": "<p class=dark>bad <b style='visibility:inherit'>bad</b><i class=lit>work</i>",
    "not in that box": "<div class=other><p>work</p></div><p class=deep></p>",
}


@pytest.mark.parametrize("markup", UNSEEN.values(), ids=UNSEEN.keys())
def test_what_no_reader_sees_is_no_text(markup: str) -> None:
    data = page(f"<p class=seen>Good</p>{markup}<p>work</p>", SHEET)
    assert text_of(data) == "Good\n\nwork\n"


@pytest.mark.parametrize("markup", SEEN_ALL_THE_SAME.values(), ids=SEEN_ALL_THE_SAME.keys())
def test_what_only_looks_unseen_is_text(markup: str) -> None:
    assert text_of(page(f"<p class=seen>Good</p>{markup}", SHEET)).split() == ["Good", "work"]


AROUND = {
    "tags": "<nav><ul><li>bad</ul></nav><main>{}</main><aside><h2>bad</h2></aside><footer>bad</footer>",
    "roles": "<div role=navigation>bad</div><div role=main>{}</div><div role='contentinfo'><p>bad</div>",
    "a notice": "<div role=dialog>bad</div><div><header><nav>bad</nav></header><main>{}</main></div>",
    "the main part first": "<main><article>{}</article></main><div><aside><ul><li>bad</ul></aside></div>",
}
NOT_AROUND = {
    "no main part": "<article>{}</article><footer>work</footer>",
    "within it": "<main>{}<aside>work</aside></main>",
    "an empty one": "<aside>{}</aside><p>work</p><main> <p>\n</p></main>",
    "a main part of old": "<div id=main>{}</div><footer>work</footer>",
    "no landmark": "<main>{}</main><div>work</div>",
}


@pytest.mark.parametrize("markup", AROUND.values(), ids=AROUND.keys())
def test_what_stands_round_the_main_part_is_no_text(markup: str) -> None:
    assert text_of(page(markup.format("<p>Good</p><p>work</p>"))) == "Good\n\nwork\n"


@pytest.mark.parametrize("markup", NOT_AROUND.values(), ids=NOT_AROUND.keys())
def test_what_lies_in_no_frame_is_text(markup: str) -> None:
    assert text_of(page(markup.format("<p>Good</p>"))).split() == ["Good", "work"]


def test_folded_text_is_read_and_mentioned() -> None:
    document = read_data(NAME, page("<p>Good<details>work</details>"), DEFAULT)
    assert [notice.code for notice in document.notices] == ["folded-text"]
    assert document.text.split() == ["Good", "work"]
    document = read_data(NAME, page("<p>Good<details open>work</details>"), DEFAULT)
    assert not document.notices


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_struck_text_is_mentioned(tag: str) -> None:
    document = read_data(NAME, page(f"<p>Good <{tag}>bad</{tag}> work</p>"), DEFAULT)
    assert document.text == "Good work\n"
    assert [notice.code for notice in document.notices] == ["hidden-text"]


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>2</sup>",
        "<sup>2,3</sup>",
        "<sup><a href='#_ftn1'>[1]</a></sup>",
        "<a href='#fn1' id='fnref1'>1</a>",
        "<a href='#_ftn2' name='_ftnref2'><span class=MsoFootnoteReference><span>[2]</span></span></a>",
        "<span style='vertical-align:super'>12</span>",
        "<span class=footnote-ref>*</span>",
        "<span class=raised>3</span>",
        "<a class=sdfootnoteanc href='#sdfootnote1sym'><sup>1</sup></a>",
    ],
)
def test_footnote_marks_are_no_text(mark: str) -> None:
    assert text_of(page(f"<p>Homes{mark} are good{mark}.</p>", SHEET)) == "Homes are good.\n"


def test_a_term_and_its_grade_are_a_row() -> None:
    """What describes a term otherwise is an item, as the strengths of an outcome are."""
    terms = "<dt>Overall</dt><dd>Performs well (3)</dd><dt>Strengths</dt><dd>Good homes</dd><dd>Work</dd>"
    assert (
        text_of(page(f"<dl>{terms}</dl>"))
        == "Overall\tPerforms well (3)\n\nStrengths\n\n• Good homes\n• Work\n"
    )
    assert text_of(page(f"<dl><div>{terms}</div></dl>")).startswith("Overall\tPerforms well (3)\n")


def test_raised_letters_are_text() -> None:
    assert text_of(page("<p>The 9<sup>th</sup> of May</p>")) == "The 9th of May\n"


ITEMS = "<li>calm</li><li>kind</li>"
LISTS = {
    "in cells": "<table><tr><th>Strengths</th><th>Areas</th></tr>"
    f"<tr><td><ul>{ITEMS}</ul></td><td>late</td></tr></table>",
    "in open cells": "<table><thead><tr><th>Strengths<th>Areas"
    f"<tbody><tr><td><ul>{ITEMS}</ul><td>late</table>",
    "by breaks": "<table><tr><td>Strengths<td>Areas<tr><td>• calm<br>• kind<td>late</table>",
    "by Word": "<table><tr><td><p>Strengths</p><td><p>Areas</p><tr><td>"
    + "".join(f"{_MSO.format('o')}{item}</p>" for item in ("calm", "kind"))
    + "<td>late</table>",
}


@pytest.mark.parametrize("markup", LISTS.values(), ids=LISTS.keys())
def test_lists_in_columns_are_rows(markup: str) -> None:
    assert text_of(page(markup)) == "Strengths\tAreas\n• calm • kind\tlate\n"


COLUMNS = {
    "headed in the cell": f"<table><tr><td><b>Strengths</b><ul>{ITEMS}</ul></td>"
    "<td><b>Areas</b><ul><li>late</ul></table>",
    "typed in the cell": "<table><tr><td>Strengths<br>• calm<br>• kind<td>Areas<br>• late</table>",
    "tables in cells": f"<table><tr><td><table><tr><th>Strengths<tr><td><ul>{ITEMS}</ul></table>"
    "<td><table><tr><th>Areas<tr><td><ul><li>late</ul></table></table>",
    "divisions": f"<div style='columns:2'><p>Strengths</p><ul>{ITEMS}</ul>"
    "<p>Areas</p><ul><li>late</ul></div>",
}


@pytest.mark.parametrize("markup", COLUMNS.values(), ids=COLUMNS.keys())
def test_columns_with_their_own_headings_come_one_after_the_other(markup: str) -> None:
    lines = [line for line in text_of(page(markup)).split("\n") if line]
    assert lines == ["Strengths", "• calm", "• kind", "Areas", "• late"]


def test_numbers_that_word_drew_stay() -> None:
    body = "".join(f"{_MSO.format(mark)}{words}</p>" for mark, words in (("1.", "calm"), ("\uf0b7", "kind")))
    assert text_of(page(body)) == "1. calm\n• kind\n"


def test_an_item_whose_mark_word_did_not_draw_is_one() -> None:
    body = "".join(f"<p style='mso-list:l0 level1 lfo1'>{words}</p>" for words in ("calm", "kind"))
    assert text_of(page(body)) == "• calm\n• kind\n"


CELL = f"<td>Staying safe<td><p>Strengths</p><ul>{ITEMS}</ul>"


def test_a_row_that_names_the_columns_makes_a_cell_with_a_heading_a_cell() -> None:
    headed = page(f"<table><tr><td>Area<td>Found</tr><tr>{CELL}</tr></table>")
    assert text_of(headed) == "Area\tFound\nStaying safe\tStrengths • calm • kind\n"
    assert text_of(page(f"<table><tr>{CELL}</tr></table>")) == "Staying safe\n\nStrengths\n\n• calm\n• kind\n"


def test_an_empty_row_parts_no_table() -> None:
    rows = "<tr><td>Area<td>Found</tr><tr><td><p>&nbsp;</p><td></tr><tr><td>Staying safe<td>Good</tr>"
    assert text_of(page(f"<table>{rows}</table>")) == "Area\tFound\nStaying safe\tGood\n"


def test_a_page_that_is_laid_out_by_a_table_is_read_as_one() -> None:
    body = "<p>9 May 2010</p><p>Ms Orr</p><p>Dear Ms Orr</p><h2>Safe</h2><p>Good.</p>"
    wrapped = f"<table><tr><td>Logo<td><table width=100%><tr><td>{body}</table></table>"
    assert text_of(page(wrapped)) == "Logo\n\n" + text_of(page(body))


def test_lines_that_are_kept_stay_lines() -> None:
    assert text_of(page("<pre>9 May 2010\n\n  Safe    3\n</pre><p>After\nit</p>")) == (
        "9 May 2010\n\n  Safe    3\n\nAfter it\n"
    )


@pytest.mark.parametrize(
    ("encoding", "says", "notice"),
    [
        ("utf-8", "iso-8859-1", "UTF-8"),
        ("utf-8", "windows-1252", "UTF-8"),
        ("utf-8", "", None),
        ("utf-8", "utf-8", None),
        ("utf-8-sig", "iso-8859-15", None),
        ("utf-16", "utf-16", "UTF-16"),
        ("cp1252", "iso-8859-1", "Windows-1252"),
        ("cp1252", "utf-8", "Windows-1252"),
        ("cp1252", "no-such-thing", "Windows-1252"),
    ],
)
def test_bytes_tell_the_encoding(encoding: str, says: str, notice: str | None) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={says}">' if says else ""
    data = page("<p>The café’s children</p>", head).decode().encode(encoding)
    document = read_data(NAME, data, DEFAULT)
    assert document.text == "The café’s children\n"
    assert [notice is not None and notice in n.message for n in document.notices] == (
        [True] if notice else []
    )


def test_a_byte_that_was_pasted_spoils_no_page() -> None:
    data = page("<p>The café’s children – all of them</p><p>Ann@s</p>").replace(b"@", b"\x92")
    assert text_of(data) == "The café’s children – all of them\n\nAnn’s\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (page("<div>" * 40_000), "deeper"),
        (page("<a " + "".join(f"b{n}=1 " for n in range(3000)) + ">x</a>"), "attributes"),
        (page("<p hidden>x</p>"), "no text"),
    ],
)
def test_what_is_no_page_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read_data(NAME, data, DEFAULT)


@pytest.mark.parametrize(
    "data",
    [
        b"<p>Dear Ms Pell</p>\n<p>All is well.</p>\n<ul><li>Schools</li></ul>",
        b"Ofsted<br>1 Inspection House<BR>" + b"Dear Ms Pell<br><br>All is well.<br/>" * 5,
        b"<!-- saved -->\n<P>Dear Ms Pell\n<P>All is well.\n<UL><LI>Schools</UL>",
        b"\xef\xbb\xbf<div><h1>Dear Ms Pell</h1><div>All is well.</div><div>Schools</div></div>",
    ],
)
def test_a_piece_of_a_page_is_one(data: bytes) -> None:
    document = read_data(NAME, data, DEFAULT)
    assert document.media_type == "text/html"
    assert "<" not in document.text


@pytest.mark.parametrize(
    "data",
    [
        b"<div align=center>\n\n# Letter\n\n</div>\n<div>\n\nDear Ms Pell\n\n</div><p>x</p>",
        b"<p>quoted</p> is what the letter has where others have a blank line.",
        b"< p. 3 > Dear Ms Pell, <p. 4> all is <p. 5> well.",
    ],
)
def test_text_that_begins_with_a_tag_is_no_page(data: bytes) -> None:
    assert read_data(NAME, data, DEFAULT).media_type != "text/html"
