"""Names of files and identifiers that no system, or not every system, can use."""

from tests.gallery.case import Case, copied, renamed, swap

ICT = "topics/ict.yml"
PLACE = "files-are-records"
FORM = "values-have-their-form"

CASES = (
    Case("a file name in capitals beside the same in small letters", PLACE, "terms/ldc.yml", copied("Ldc.yml")),
    Case("a file name in capitals", PLACE, "terms/ldc.yml", renamed("LDC.yml")),
    Case("a file name with a blank", PLACE, ICT, copied("ict topics.yml")),
    Case("a file name with an underscore", PLACE, "topics/public-domain.yml", renamed("public_domain.yml")),
    Case("a file name with an accent", PLACE, ICT, copied("\u00efct.yml")),
    Case("a file name with an invisible character", PLACE, ICT, copied("ict\u200b.yml")),
    Case("a file name with a line end", PLACE, ICT, copied("ict\nx.yml")),
    Case("a file name with two dots", PLACE, ICT, copied("ict..yml")),
    Case("a file name with a backslash", PLACE, ICT, copied("a\\b.yml")),
    Case("a file name with HTML in it", PLACE, ICT, copied("<script>.yml")),
    Case("a file name that Windows keeps for itself", PLACE, ICT, copied("con.yml")),
    Case("another one", PLACE, ICT, copied("aux.yml")),
    Case("a very long file name", PLACE, ICT, copied("a" * 200 + ".yml")),
    Case("an identifier that is not the file name", "file-name-is-identifier", ICT, swap("id: ict", "id: itc")),
    Case("an identifier in capitals", FORM, ICT, swap("id: ict", "id: ICT")),
    Case("an identifier that leads to another folder", FORM, ICT, swap("id: ict", "id: ../../etc/passwd")),
    Case("an identifier that is an absolute path", FORM, ICT, swap("id: ict", "id: /etc/passwd")),
    Case("an identifier with backslashes", FORM, ICT, swap("id: ict", "id: ..\\ict")),
    Case("an identifier with a zero byte as an escape", "characters-are-visible", ICT, swap("id: ict", 'id: "ict\\0"')),
    Case("an identifier with dots at its end", FORM, ICT, swap("id: ict", "id: ict..")),
    Case("an identifier with a line end", "yaml-is-readable", ICT, swap("id: ict", 'id: "ict\\n"')),
    Case("a very long identifier", "texts-are-short", ICT, swap("id: ict", "id: " + "i" * 300)),
    Case("an identifier left empty", "fields-are-given", ICT, swap("id: ict", "id:")),
    Case("a source in another folder", FORM, "terms/ldc.yml", swap("witnesses/wipo-ldc", "../sources/wipo-ldc")),
    Case(
        "a held text outside its folder",
        FORM,
        "documents/wo-ga-34-7.yml",
        swap("file: wo-ga-34-7.txt", "file: ../edition.yml"),
    ),
)
