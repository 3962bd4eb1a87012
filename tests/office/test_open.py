"""Any file may be given: a PowerPoint file opens, everything else is told what it is, and nothing does harm."""

from __future__ import annotations

import io
import os
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from facilitator.messages import Problems
from facilitator.office import limits
from facilitator.office.package import Package, open_package
from office.packages import contents, deck, rezip, spoilt, zeros

MEMORY = 40 << 20
"""Bytes that a refusal may take at most: the list of contents, or one XML part with a copy."""

DECK = deck()
PARTS = contents(DECK)
SLIDE, MAIN, TYPES = "ppt/slides/slide1.xml", "ppt/presentation.xml", "[Content_Types].xml"


@contextmanager
def little_memory() -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()


def refused(path: Path, read: Callable[[Package], object] = Package.close) -> str:
    """What opening the file (and reading from it) complains about, with little memory."""

    def open_and_read() -> None:
        with open_package(path) as package:
            read(package)

    with little_memory(), pytest.raises(Problems) as caught:
        open_and_read()
    said = str(caught.value)
    assert said.startswith(f"{path}: ")
    assert said.replace("\n", " ").isprintable()
    return said


def given(folder: Path, content: bytes, name: str = "fil.pptx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def compound(*names: str) -> bytes:
    """A compound file whose directory has these streams, in sectors of 512 bytes ([MS-CFB])."""
    entries = [name.encode("utf-16-le") for name in ("Root Entry", *names)]
    directory = b"".join(e.ljust(64, b"\0") + struct.pack("<H", len(e) + 2) + bytes(62) for e in entries)
    sectors = [directory[at : at + 512].ljust(512, b"\0") for at in range(0, len(directory), 512)]
    chain = [*range(2, len(sectors) + 1), 0xFFFFFFFE]
    fat = struct.pack(f"<{len(chain) + 1}I", 0xFFFFFFFD, *chain).ljust(512, b"\xff")
    header = bytes.fromhex("D0CF11E0A1B11AE1").ljust(30, b"\0") + struct.pack("<H", 9)
    header = header.ljust(44, b"\0") + struct.pack("<II", 1, 1)
    return header.ljust(76, b"\0") + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108) + fat + b"".join(sectors)


class TestWhatOpens:
    def test_a_deck_with_its_parts_types_and_relationships(self, tmp_path: Path) -> None:
        with open_package(given(tmp_path, DECK)) as package:
            assert dict(package.parts) == PARTS
            assert package.main == MAIN
            assert package.content_type(SLIDE).endswith("presentationml.slide+xml")
            assert package.content_type("docProps/thumbnail.jpeg") == "image/jpeg"
            assert package.first("slideLayout", SLIDE) == "ppt/slideLayouts/slideLayout1.xml"
            assert package.xml(SLIDE).tag.endswith("}sld")
            package.parts.read_through()

    @pytest.mark.parametrize(
        "kind",
        [
            "vnd.openxmlformats-officedocument.presentationml.template.main+xml",
            "vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
            "vnd.ms-powerpoint.template.macroEnabled.main+xml",
        ],
    )
    def test_templates_and_files_with_macros(self, tmp_path: Path, kind: str) -> None:
        usual = b"vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
        path = rezip(tmp_path / "fil.potx", PARTS | {TYPES: PARTS[TYPES].replace(usual, kind.encode())})
        with open_package(path) as package:
            assert package.main == MAIN

    def test_the_main_part_is_found_by_its_relationship(self, tmp_path: Path) -> None:
        moved = {name.replace(MAIN, "ppt/andet.xml"): content for name, content in PARTS.items()}
        moved["ppt/_rels/andet.xml.rels"] = moved.pop("ppt/_rels/presentation.xml.rels")
        for part in (TYPES, "_rels/.rels"):
            moved[part] = moved[part].replace(b"ppt/presentation.xml", b"ppt/andet.xml")
        with open_package(rezip(tmp_path / "fil.pptx", moved)) as package:
            assert package.main == "ppt/andet.xml"

    def test_names_in_other_letters_and_folders_of_their_own(self, tmp_path: Path) -> None:
        path = rezip(
            tmp_path / "fil.pptx", {"ppt/": b""} | {n.replace("slide1", "Slide1"): c for n, c in PARTS.items()}
        )
        with open_package(path) as package:
            assert package.first("slide", package.main) == "ppt/slides/Slide1.xml"
            assert "ppt/" not in package.parts

    def test_a_closed_file_can_be_replaced(self, tmp_path: Path) -> None:
        path = given(tmp_path, DECK)
        with open_package(path) as package:
            pass
        with pytest.raises(Problems):
            package.parts[SLIDE]


class TestWhatIsKept:
    def test_a_file_in_memory_may_be_closed_and_go(self, tmp_path: Path) -> None:
        path = given(tmp_path, DECK)
        package = open_package(path).kept()
        path.unlink()
        assert dict(package.parts) == PARTS
        assert package.main == MAIN

    def test_one_that_is_too_large_is_refused(self, tmp_path: Path) -> None:
        """Zip files may begin with anything: here with a hole that takes no room on the disk."""
        path = tmp_path / "fil.pptx"
        with path.open("wb") as file:
            file.seek(limits.KEPT)
            file.write(DECK)
        assert "the file is larger than 512 MB" in refused(path, lambda package: package.kept())


class TestWhatIsNoDeck:
    def test_nothing_there(self, tmp_path: Path) -> None:
        assert "no such file" in refused(tmp_path / "fil.pptx")

    def test_a_name_that_cannot_be(self) -> None:
        with pytest.raises(Problems, match="cannot be read"):
            open_package(Path("a\0b.pptx"))

    def test_a_folder(self, tmp_path: Path) -> None:
        assert "this is a folder" in refused(tmp_path)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes on Windows")
    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "fil.pptx")
        assert "a pipe" in refused(tmp_path / "fil.pptx")

    def test_an_empty_file(self, tmp_path: Path) -> None:
        assert "the file is empty" in refused(given(tmp_path, b""))

    @pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"PK", b"\x89PNG", "dagsorden".encode("utf-16")])
    def test_no_zip(self, tmp_path: Path, content: bytes) -> None:
        assert "this is no PowerPoint file" in refused(given(tmp_path, content))

    @pytest.mark.parametrize(
        ("streams", "what"),
        [
            (("EncryptedPackage", "EncryptionInfo"), "protected by a password"),
            (
                ("\6DataSpaces", "Version", "DataSpaceMap", "DataSpaceInfo", "EncryptedPackage"),
                "protected by a password",
            ),
            (("Current User", "PowerPoint Document"), r"of the kind before 2007 (.ppt); open it in PowerPoint"),
            (("WordDocument",), "this is a Word document"),
            (("Workbook",), "this is an Excel workbook"),
            ((), "before 2007, or one with a password"),
        ],
    )
    def test_a_compound_file_is_told_by_its_streams(self, tmp_path: Path, streams: tuple[str, ...], what: str) -> None:
        assert what in refused(given(tmp_path, compound(*streams)))

    @pytest.mark.parametrize("length", [8, 100, 512, 700])
    def test_a_compound_file_cut_off(self, tmp_path: Path, length: int) -> None:
        assert "or one with a password" in refused(given(tmp_path, compound("EncryptedPackage")[:length]))

    def test_a_compound_file_whose_directory_goes_in_circles(self, tmp_path: Path) -> None:
        raw = bytearray(compound("a"))
        raw[512 + 4 : 512 + 8] = struct.pack("<I", 1)
        assert "or one with a password" in refused(given(tmp_path, bytes(raw)))

    @pytest.mark.parametrize(
        ("kind", "what"),
        [
            ("vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "this is a Word document"),
            ("vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "this is an Excel workbook"),
            ("vnd.ms-excel.sheet.binary.macroEnabled.main", "this is an Excel workbook"),
            ("vnd.openxmlformats-officedocument.odd+xml", "an Office file of another kind"),
        ],
    )
    def test_files_of_other_programs(self, tmp_path: Path, kind: str, what: str) -> None:
        usual = b"vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
        path = rezip(tmp_path / "fil.pptx", PARTS | {TYPES: PARTS[TYPES].replace(usual, kind.encode())})
        assert what in refused(path)

    def test_a_word_document(self, tmp_path: Path) -> None:
        from docx import Document

        Document().save(str(tmp_path / "fil.pptx"))
        assert "this is a Word document" in refused(tmp_path / "fil.pptx")

    def test_an_open_document(self, tmp_path: Path) -> None:
        parts = {"mimetype": b"application/vnd.oasis.opendocument.presentation", "content.xml": b"<a/>"}
        assert "this is an OpenDocument file" in refused(rezip(tmp_path / "fil.pptx", parts))

    def test_any_other_zip(self, tmp_path: Path) -> None:
        assert "a zip file, but no Office file" in refused(rezip(tmp_path / "fil.pptx", {"a.txt": b"a"}))
        assert "a zip file, but no Office file" in refused(rezip(tmp_path / "tom.pptx", {}))

    def test_no_slide_master(self, tmp_path: Path) -> None:
        rels = PARTS["ppt/_rels/presentation.xml.rels"].replace(b"relationships/slideMaster", b"relationships/other")
        path = rezip(tmp_path / "fil.pptx", PARTS | {"ppt/_rels/presentation.xml.rels": rels})
        assert "no slide master" in refused(path)

    def test_no_main_part(self, tmp_path: Path) -> None:
        assert "no main part" in refused(rezip(tmp_path / "a.pptx", {n: c for n, c in PARTS.items() if n != MAIN}))
        assert "no main part" in refused(rezip(tmp_path / "b.pptx", {TYPES: PARTS[TYPES]}))


class TestWhatIsDamaged:
    @pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
    def test_cut_off(self, tmp_path: Path, share: float) -> None:
        assert "damaged or not complete" in refused(given(tmp_path, DECK[: int(len(DECK) * share)]))

    def test_a_wrong_letter_in_a_part(self, tmp_path: Path) -> None:
        path = given(tmp_path, spoilt(DECK, SLIDE))
        assert f"“{SLIDE}” in the file is damaged" in refused(path, lambda package: package.parts[SLIDE])
        assert f"“{SLIDE}” in the file is damaged" in refused(path, lambda package: package.parts.read_through())

    def test_a_checksum_that_is_not_that_of_the_part(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(io.BytesIO(DECK)) as archive:
            checksum = struct.pack("<I", archive.getinfo(SLIDE).CRC)
        path = given(tmp_path, DECK.replace(checksum, b"abcd"))
        assert "is damaged" in refused(path, lambda package: package.parts[SLIDE])

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"<a>",
            b"<a",
            b"\xff\xfe",
            b"<a>&b;</a>",
            b'<?xml version="1.0" encoding="x"?><a/>',
            b"<a>" * 300 + b"</a>" * 300,
        ],
    )
    def test_xml_that_is_none(self, tmp_path: Path, content: bytes) -> None:
        path = rezip(tmp_path / "fil.pptx", PARTS | {SLIDE: content})
        assert f"“{SLIDE}” is no XML" in refused(path, lambda package: package.xml(SLIDE))

    @pytest.mark.parametrize("part", [TYPES, "_rels/.rels", MAIN])
    def test_xml_that_everything_needs(self, tmp_path: Path, part: str) -> None:
        assert "is no XML" in refused(rezip(tmp_path / "fil.pptx", PARTS | {part: b"\0"}))

    def test_every_single_wrong_byte_opens_or_is_told(self, tmp_path: Path) -> None:
        start = DECK.rindex(b"PK\x01\x02")  # the last entry of the list of contents, and its end
        told = 0
        for at in range(start, len(DECK)):
            raw = bytearray(DECK)
            raw[at] ^= 0xFF
            try:
                with open_package(given(tmp_path, bytes(raw))) as package:
                    package.parts.read_through()
            except Problems:
                told += 1
        assert told > 20


class TestTraps:
    def test_a_bomb_is_told_by_its_list_of_contents(self, tmp_path: Path) -> None:
        path = rezip(tmp_path / "fil.pptx", PARTS)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("ppt/media/a.png", "w") as file:
            for piece in zeros(limits.HARMLESS + (1 << 20)):
                file.write(piece)
        assert "“ppt/media/a.png” unpacks to more than 100 times its size" in refused(path)

    def test_a_bomb_whose_list_tells_lies(self, tmp_path: Path) -> None:
        """64 MB that say they are 1 000 bytes, in the list and before the part itself."""
        size, lie = 64 << 20, 1000
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = b"".join(packer.compress(piece) for piece in zeros(size)) + packer.flush()
        path = rezip(tmp_path / "fil.pptx", PARTS | {"ppt/media/a.png": b"x" * lie})
        raw = path.read_bytes()
        with zipfile.ZipFile(path) as archive:
            info = archive.getinfo("ppt/media/a.png")
        begin = info.header_offset + 30 + len(info.filename)
        old, new = (struct.pack("<I", n) for n in (info.compress_size, len(packed)))
        head = raw[:begin].replace(old + struct.pack("<I", lie), new + struct.pack("<I", lie))
        tail = raw[begin + info.compress_size :].replace(old + struct.pack("<I", lie), new + struct.pack("<I", lie))
        end = bytearray(head + packed + tail)
        (offset,) = struct.unpack_from("<I", end, len(end) - 6)
        struct.pack_into("<I", end, len(end) - 6, offset + len(packed) - info.compress_size)
        given(tmp_path, bytes(end))
        assert "is damaged" in refused(path, lambda package: package.parts["ppt/media/a.png"])

    def test_more_files_than_anybody_makes(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "fil.pptx", "w") as archive:
            for number in range(limits.ENTRIES + 1):
                archive.writestr(f"{number}", b"")
        assert "there are 10001 files in it" in refused(tmp_path / "fil.pptx")

    def test_a_list_of_contents_without_end(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "fil.pptx", "w") as archive:
            for number in range(1000):
                archive.writestr(f"{number}".rjust(2000, "n"), b"")
        assert "list of contents is longer than 1 MB" in refused(tmp_path / "fil.pptx")

    def test_large_in_all(self, tmp_path: Path) -> None:
        """Each file below every limit, all together above."""
        path = rezip(tmp_path / "fil.pptx", {f"{n}.png": b"x" for n in range(9)})
        raw = path.read_bytes()
        large, packed = limits.SINGLE // 2, limits.SINGLE // 4
        old = struct.pack("<2I", 3, 1)
        assert raw.count(old) == 18
        lying = raw.replace(old, struct.pack("<2I", packed, large))
        assert "unpacks to 2304 MB; expected at most 2048 MB" in refused(given(tmp_path, lying))
        texts = lying.replace(b".png", b".xml")
        assert "its XML unpacks to 2304 MB" in refused(given(tmp_path, texts))
        one = raw.replace(old, struct.pack("<2I", packed, limits.SINGLE + 1), 18)
        assert "unpacks to 512 MB" in refused(given(tmp_path, one))

    @pytest.mark.parametrize(
        "name", ["../a.xml", "ppt/../../a", "/a", "C:/a", "a\\b", "..\\a", "a//b", "./a", "\x1b[2Ja/.."]
    )
    def test_names_that_lead_elsewhere(self, tmp_path: Path, name: str) -> None:
        assert "leads out of the file" in refused(rezip(tmp_path / "fil.pptx", PARTS | {name: b"a"}))

    def test_names_that_are_there_twice(self, tmp_path: Path) -> None:
        assert "is there twice" in refused(rezip(tmp_path / "fil.pptx", PARTS | {"PPT/presentation.xml": b"<a/>"}))

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_packings_that_cannot_be_read_in_pieces(self, tmp_path: Path, method: int) -> None:
        with zipfile.ZipFile(tmp_path / "fil.pptx", "w", method) as archive:
            archive.writestr("a", b"a")
        assert "packed in a way that Office does not know" in refused(tmp_path / "fil.pptx")

    def test_relationships_cannot_leave_the_file(self, tmp_path: Path) -> None:
        rels = PARTS["_rels/.rels"].replace(b'Target="ppt/', b'Target="../../../../ppt/')
        with open_package(rezip(tmp_path / "fil.pptx", PARTS | {"_rels/.rels": rels})) as package:
            assert package.main == MAIN


DOCTYPES = [
    b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>',
    b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    b'<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a/>',
    b'<?xml version="1.0"?><!-- <a> --><?b c?>\n<!DOCTYPE a><a/>',
    '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    '<?xml version="1.0" encoding="cp1047"?><!DOCTYPE a><a/>'.encode("cp037"),
    b"<!DOCTYPE a ["
    + b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
    + b']><a b="&e11;"/>',
]


class TestXml:
    @pytest.mark.parametrize("content", DOCTYPES)
    @pytest.mark.parametrize("part", [SLIDE, MAIN, TYPES])
    def test_document_types_and_entities_are_refused(self, tmp_path: Path, content: bytes, part: str) -> None:
        path = rezip(tmp_path / "fil.pptx", PARTS | {part: content})
        said = refused(path, lambda package: package.xml(part))
        assert "has a document type" in said or "is no XML" in said
        assert "root:" not in said

    def test_what_only_looks_like_a_document_type(self, tmp_path: Path) -> None:
        content = b"<a><![CDATA[<!DOCTYPE html>]]></a>"
        with open_package(rezip(tmp_path / "fil.pptx", PARTS | {SLIDE: content})) as package:
            assert package.xml(SLIDE).text == "<!DOCTYPE html>"

    @pytest.mark.parametrize(
        "content",
        [
            b"<a>" + b"<b/>" * limits.MARKS + b"</a>",
            b"<a " + b" ".join(b'b%d=""' % n for n in range(limits.MARKS)) + b"/>",
            b"<a>" + b" " * limits.XML + b"</a>",
        ],
    )
    def test_more_than_anybody_writes(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "fil.pptx"
        with zipfile.ZipFile(path, "w") as archive:
            for name, part in (PARTS | {SLIDE: content}).items():
                archive.writestr(name, part)
        said = refused(path, lambda package: package.xml(SLIDE))
        assert "is too large" in said or "is larger than 16 MB" in said
