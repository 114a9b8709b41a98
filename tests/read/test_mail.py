"""Mails and archives: their own text, what is in them read as what lies in a folder, and their bounds."""

from __future__ import annotations

import io
import os
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from small_pdf import small_pdf
from word_file import paragraph, word_file

from ofsted_kg.errors import NotALetter, UnreadableFile
from ofsted_kg.pipeline.collect import collect
from ofsted_kg.read import DEFAULT, container, read_bytes, read_data, read_document
from ofsted_kg.read.container import members
from ofsted_kg.read.mail import is_mail

LETTER = (
    "9 May 2010\n\nMs Mary Orr\n\nDear Ms Orr\n\nThe café’s “work” is good.\n" + "It goes on. " * 150 + "\n"
)


def mail(text: str | None = LETTER, *, html: str = "", **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@council.example", "Letter"
    for name, value in headers.items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def archive(files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as folder:
        for name, data in files.items():
            folder.writestr(name, data)
    return buffer.getvalue()


def found(path: Path) -> list[str]:
    """What a build of a path would read, by path below it."""
    return sorted(str(file.below) for file in collect([path]).files)


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
def test_a_mail_is_read_whatever_its_coding(coding: str) -> None:
    message = EmailMessage()
    message.set_content(LETTER, cte=coding)
    assert read_data(Path("x.eml"), bytes(message), DEFAULT).text == LETTER


def test_quoted_lines_are_read_without_their_marks() -> None:
    quoted = "As you asked.\n\n" + "".join(f"> {line}\n" if line else ">\n" for line in LETTER.split("\n"))
    text = read_data(Path("x.eml"), bytes(mail(quoted)), DEFAULT).text
    assert text.startswith("As you asked.\n\n9 May 2010\n\nMs Mary Orr\n")


def test_of_two_forms_the_page_is_read() -> None:
    page = "<html><body><table><tr><td>Safe<td>3</table><p>Long. " + "It goes on. " * 200 + "</body></html>"
    text = read_data(Path("x.eml"), bytes(mail(html=page)), DEFAULT).text
    assert text.startswith("Safe\t3\n\nLong.")


@pytest.mark.parametrize(
    ("opening", "name", "told"),
    [
        (b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n\nHello", "x", True),
        (b"Received: from x\n\tby y\nFrom: a@b.example\n\nHello", "x", True),
        (b"From: a@b.example\nSubject: x\n\nHello", "x.eml", True),
        (b"From: a@b.example\nSubject: x\n\nHello", "x.txt", False),
        (b"Date: 9 May 2010\n\nDear Ms Orr", "x.txt", False),
        (b"9 May 2010\nContent-Type: text/plain\n", "x.txt", False),
    ],
)
def test_mails_are_told_by_their_headers(opening: bytes, name: str, told: bool) -> None:
    assert is_mail(opening, name) is told


@pytest.fixture
def letters() -> dict[str, bytes]:
    return {
        "letter.txt": LETTER.encode(),
        "letter.docx": word_file(paragraph("Dear Ms Orr")),
        "letter.pdf": small_pdf([LETTER[:80]]),
    }


def test_what_is_attached_is_read_like_files(tmp_path: Path, letters: dict[str, bytes]) -> None:
    message = mail("Here they are.")
    for name, data in letters.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    path = tmp_path / "mail.eml"
    path.write_bytes(bytes(message))
    assert found(path) == ["mail.eml", *sorted(f"mail.eml/{name}" for name in letters)]
    for name, data in letters.items():
        assert read_bytes(path / name) == data
    assert read_document(path / "letter.docx").text == "Dear Ms Orr\n"
    with pytest.raises(NotALetter, match=r"note that goes with.*letter\.txt"):
        read_document(path)


def test_names_of_attachments_are_made_harmless(tmp_path: Path) -> None:
    message = mail("Here they are.")
    for name in ("../../etc/é.txt", "letter.txt", "letter.txt", ""):
        message.add_attachment(b"x", maintype="text", subtype="plain", filename=name or None)
    message.add_attachment(mail("Inner", Subject2="x"))
    path = tmp_path / "mail.eml"
    path.write_bytes(bytes(message))
    inside = members(path)
    assert inside is not None
    assert len(set(inside.names)) == 5
    assert all("/" not in name and not name.startswith(".") for name in inside.names)
    assert {"letter.txt", "letter-2.txt"} <= set(inside.names)


def test_a_forwarded_mail_is_a_folder_too(tmp_path: Path, letters: dict[str, bytes]) -> None:
    inner = mail("Here it is.")
    inner.add_attachment(letters["letter.pdf"], maintype="application", subtype="pdf", filename="letter.pdf")
    outer = mail("See below.")
    outer.add_attachment(inner, filename="forwarded.eml")
    path = tmp_path / "mail.eml"
    path.write_bytes(bytes(outer))
    assert "mail.eml/forwarded.eml/letter.pdf" in found(path)
    assert read_bytes(path / "forwarded.eml" / "letter.pdf") == letters["letter.pdf"]


def test_a_mailbox_is_a_folder_of_mails(tmp_path: Path, letters: dict[str, bytes]) -> None:
    first = mail(LETTER + "\nFrom here it goes on.\n")
    second = mail("Here it is.")
    second.add_attachment(letters["letter.pdf"], maintype="application", subtype="pdf", filename="letter.pdf")
    path = tmp_path / "box.mbox"
    opening = b"From a@council.example Tue Dec 14 09:00:00 2010\n"
    mails = [bytes(one).replace(b"\nFrom here", b"\n>From here") for one in (first, second)]
    path.write_bytes(b"".join(opening + one + b"\n" for one in mails))
    assert found(path) == ["box.mbox/mail-1.eml", "box.mbox/mail-2.eml", "box.mbox/mail-2.eml/letter.pdf"]
    assert read_bytes(path / "mail-2.eml" / "letter.pdf") == letters["letter.pdf"]
    assert "\nFrom here it goes on." in read_document(path / "mail-1.eml").text
    path.write_bytes(opening + mails[1])
    assert found(path) == ["box.mbox", "box.mbox/letter.pdf"]


def test_an_archive_is_a_folder(tmp_path: Path, letters: dict[str, bytes]) -> None:
    files = {f"bury/2010/{name}": data for name, data in letters.items()}
    rest = {
        "__MACOSX/bury/._letter.txt": b"x",
        ".DS_Store": b"x",
        "bury/Thumbs.db": b"x",
        "bury/~$letter.docx": b"x",
        "empty/": b"",
    }
    path = tmp_path / "letters.zip"
    path.write_bytes(archive({**files, **rest}))
    assert found(path) == sorted(f"letters.zip/{name}" for name in files)
    for name, data in files.items():
        assert read_bytes(path / name) == data
    assert read_document(path / "bury/2010/letter.txt").text == LETTER


@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked where they can be")
def test_a_forked_worker_reads_an_archive_at_places_of_its_own(tmp_path: Path) -> None:
    files = {f"{number:03}.bin": f"{number:08}".encode() * 2_500 for number in range(100)}
    path = tmp_path / "letters.zip"
    path.write_bytes(archive(files, method=zipfile.ZIP_STORED))
    assert len(found(path)) == len(files)

    def right() -> bool:
        return all(read_bytes(path / name) == data for name, data in files.items())

    def child() -> None:
        code = 1
        try:
            code = 0 if right() and right() else 1
        finally:
            os._exit(code)

    worker = os.fork()
    if not worker:
        child()
    assert right()
    assert right()
    assert os.waitpid(worker, 0)[1] == 0


@pytest.mark.parametrize(
    ("written", "called"),
    [
        (b"../evil.txt", "evil.txt"),
        (b"/root.txt", "root.txt"),
        (b"bury\\letter.txt", "bury/letter.txt"),
        ("café.txt".encode(), "café.txt"),
        ("café.txt".encode("cp437"), "café.txt"),
    ],
)
def test_names_in_archives_are_made_harmless_and_readable(
    tmp_path: Path, written: bytes, called: str
) -> None:
    path = tmp_path / "letters.zip"
    path.write_bytes(archive({"x" * len(written): b"words"}).replace(b"x" * len(written), written))
    assert found(path) == [f"letters.zip/{called}"]
    assert read_bytes(path / called) == b"words"


def test_a_name_that_comes_twice_is_two_files(tmp_path: Path) -> None:
    path = tmp_path / "letters.zip"
    path.write_bytes(archive({"aa.txt": b"one", "bb.txt": b"two"}).replace(b"bb.txt", b"aa.txt"))
    assert found(path) == ["letters.zip/aa.txt", "letters.zip/aa~2.txt"]
    assert [read_bytes(path / name) for name in ("aa.txt", "aa~2.txt")] == [b"one", b"two"]


def test_folders_in_archives_are_no_archives(tmp_path: Path) -> None:
    path = tmp_path / "letters.zip"
    path.write_bytes(archive({"a/b/c/d/e/mail.eml": bytes(mail("Here it is."))}))
    assert found(path) == ["letters.zip/a/b/c/d/e/mail.eml"]


@pytest.mark.parametrize("program", [b"MZ\x90\x00" + bytes(200), b"\x7fELF" + bytes(200)])
def test_an_archive_that_unpacks_itself_is_a_folder(program: bytes, tmp_path: Path) -> None:
    path = tmp_path / "letters.exe"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bury/letter.txt", "Dear Director, all is well.")
    path.write_bytes(program + path.read_bytes())
    assert [file.below.as_posix() for file in collect([path]).files] == ["letters.exe/bury/letter.txt"]
    assert read_document(path / "bury" / "letter.txt").text == "Dear Director, all is well."
    path.write_bytes(program)
    assert [file.below.as_posix() for file in collect([path]).files] == ["letters.exe"]
    with pytest.raises(UnreadableFile):
        read_document(path)


def test_archives_in_archives_are_opened_to_a_depth(tmp_path: Path) -> None:
    data = archive({"letter.txt": LETTER.encode()})
    for number in range(2):
        data = archive({f"inner{number}.zip": data})
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert found(path) == ["a.zip/inner1.zip/inner0.zip/letter.txt"]
    path.write_bytes(archive({"x.zip": data}))
    collection = collect([path])
    assert not collection.files
    assert "deep" in str(collection.problems[0])


def test_an_archive_that_is_rewritten_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive({"letter.txt": b"old"}))
    assert read_bytes(path / "letter.txt") == b"old"
    path.write_bytes(archive({"letter.txt": b"newer"}))
    assert read_bytes(path / "letter.txt") == b"newer"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(archive({f"{n}.txt": b"" for n in range(20_001)}), "20,001 files", id="many files"),
        pytest.param(archive({f"{n}.txt": bytes(11_000_000) for n in range(2)}), "22 MB", id="bomb"),
        pytest.param(archive({"folder/": b""}), "no file", id="empty"),
    ],
)
def test_what_an_archive_may_claim_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, message: str
) -> None:
    monkeypatch.setattr(container, "_LARGEST", 20_000_000)
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    collection = collect([path])
    assert not collection.files
    assert message in str(collection.problems[0])
    assert collection.problems[0].file == str(path)


def test_a_large_file_in_an_archive_hurts_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container, "_LARGEST_FILE", 10_000_000)
    path = tmp_path / "a.zip"
    path.write_bytes(archive({"large.txt": bytes(11_000_000), "letter.txt": LETTER.encode()}))
    assert read_document(path / "letter.txt").text == LETTER
    with pytest.raises(UnreadableFile, match="11 MB"):
        read_document(path / "large.txt")


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive({"letter.txt": b"x"}))
    with pytest.raises(UnreadableFile, match="no such file"):
        read_bytes(path / "other.txt")
    with pytest.raises(UnreadableFile, match="no such file"):
        read_bytes(tmp_path / "none" / "other.txt")


def test_a_mail_of_nested_parts_ends(tmp_path: Path) -> None:
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(2000))
    path = tmp_path / "x.eml"
    path.write_text(f"MIME-Version: 1.0\n{parts}Content-Type: text/plain\n\nx\n", encoding="ascii")
    with pytest.raises(UnreadableFile):
        read_document(path)
