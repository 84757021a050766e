"""Files saved in another encoding than UTF-8."""

from tests.gallery.case import Case, bytes_swapped, saved_as, swap, whole

ICT = "topics/ict.yml"
UTF_8 = "text-is-utf-8"
GENEVA = swap("title: Inf", "title: Gen\u00e8ve and inf")

CASES = (
    Case("UTF-16 as Windows saves it", UTF_8, ICT, saved_as("utf-16")),
    Case("UTF-16 of the other order", UTF_8, ICT, whole("id: ict\n".encode("utf-16-be") * 50)),
    Case("UTF-16 without a byte order mark", UTF_8, ICT, saved_as("utf-16-le")),
    Case("UTF-32", UTF_8, ICT, saved_as("utf-32")),
    Case("Latin-1", UTF_8, ICT, saved_as("latin-1", GENEVA)),
    Case(
        "Windows-1252 with typographic quotation marks",
        UTF_8,
        ICT,
        saved_as("cp1252", swap("title: Inf", "title: \u201cInf\u201d")),
    ),
    Case("an encoding of Japan", UTF_8, ICT, saved_as("shift_jis", swap("title: Inf", "title: \u65e5\u672c"))),
    Case(
        "a letter cut off at the end of the file",
        UTF_8,
        ICT,
        lambda path: path.write_bytes(path.read_bytes()[:-1] + b"\xc3") and None,
    ),
    Case("a letter cut off in the middle", UTF_8, ICT, bytes_swapped(b"title: Inf", b"title: Gen\xc3ve and inf")),
    Case("a letter written longer than it may be", UTF_8, ICT, bytes_swapped(b"title: Inf", b"title: \xc0\xafInf")),
    Case("half of a pair of UTF-16", UTF_8, ICT, bytes_swapped(b"title: Inf", b"title: \xed\xa0\x80Inf")),
    Case(
        "Latin-1 in the list of addresses",
        UTF_8,
        "addresses.txt",
        lambda path: path.write_bytes("terms/gen\u00e8ve.html\n".encode("latin-1") + path.read_bytes()) and None,
    ),
    Case(
        "a byte order mark in the list of addresses",
        UTF_8,
        "addresses.txt",
        lambda path: path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes()) and None,
    ),
    Case("Latin-1 in the redirects", UTF_8, "redirects.yml", whole("redirects: [] # Gen\u00e8ve\n".encode("latin-1"))),
    Case(
        "Latin-1 in a held text",
        UTF_8,
        "sources/wo-ga-34-7.txt",
        lambda path: path.write_bytes(path.read_bytes() + "Gen\u00e8ve\n".encode("latin-1")) and None,
    ),
    Case(
        "a zero byte in a held text",
        UTF_8,
        "sources/wo-ga-34-7.txt",
        lambda path: path.write_bytes(path.read_bytes() + b"\0\n") and None,
    ),
    Case("a picture", UTF_8, ICT, whole(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")),
    Case("a Word document", UTF_8, ICT, whole(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xdf\xa4\xd2l")),
)
