"""Files in the wrong place, of a wrong sort, or missing."""

import os
import shutil

from tests.gallery.case import Case, copied, folder, linked, pipe, removed, renamed, whole

ICT = "topics/ict.yml"
PLACE = "files-are-records"
ORDINARY = "inputs-are-ordinary-files"

CASES = (
    Case("the ending .yaml", PLACE, ICT, renamed("ict.yaml")),
    Case("the ending .YML", PLACE, ICT, renamed("ict.YML")),
    Case("the ending .yml.txt", PLACE, ICT, renamed("ict.yml.txt")),
    Case("a promised record with the ending .yaml", PLACE, "recommendations/22.yml", renamed("22.yaml")),
    Case("a copy with the ending .yaml", PLACE, ICT, copied("ict.yaml")),
    Case("a file without an ending", PLACE, ICT, renamed("ict")),
    Case("a spare copy that an editor made", PLACE, ICT, copied("ict.yml~")),
    Case("a copy that a file manager made", PLACE, ICT, copied("ict (1).yml")),
    Case("a copy under another name", "file-name-is-identifier", ICT, copied("ict-2.yml")),
    Case("a folder where a file should be", "file-is-readable", ICT, folder),
    Case("a folder among the records", PLACE, "topics/new", folder),
    Case("a record in a wrong folder", PLACE, ICT, renamed("../terms/ict-topic.yml")),
    Case("a record directly under data", PLACE, ICT, copied("../ict.yml")),
    Case("a note among the records", PLACE, "topics/README.md", whole("Notes")),
    Case("a note among the held texts", PLACE, "sources/notes.md", whole("Notes")),
    Case("a folder of a kind that is not known", PLACE, "themes", folder),
    Case("a kind misspelt", PLACE, "topic", folder),
    Case(
        "a file in place of the folder of topics",
        PLACE,
        "topics",
        lambda path: path.rename(path.parent / ".away") and whole("x")(path),
    ),
    Case(
        "a file in place of the folder of recommendations",
        PLACE,
        "recommendations",
        lambda path: path.rename(path.parent / ".away") and whole("x")(path),
    ),
    Case("a folder in place of a held text", PLACE, "sources/wo-ga-34-7.txt", folder),
    Case("a named pipe among the held texts", PLACE, "sources/wo-ga-34-7.txt", pipe),
    Case("a folder in place of the list of addresses", "file-is-readable", "addresses.txt", folder),
    Case("a named pipe in place of the redirects", "file-is-readable", "redirects.yml", pipe),
    Case("a link to nothing in place of the redirects", "file-is-readable", "redirects.yml", linked("nowhere.yml")),
    Case("a folder in place of the licence", "file-is-readable", "LICENSE.md", folder),
    Case("no data at all", PLACE, "edition.yml", lambda path: shutil.rmtree(path.parent)),
    Case("the promises missing", "file-is-readable", "edition.yml", removed),
    Case("a recommendation missing", "recommendations-are-complete", "recommendations/36.yml", removed),
    Case("a recommendation too many", "recommendations-are-complete", "recommendations/45.yml", copied("46.yml")),
    Case("a session missing", "sessions-are-present", "sessions/2005.yml", removed),
    Case("a link out of the folder", "file-is-readable", ICT, linked("../../../../etc/hostname")),
    Case("a link to another record", "file-is-readable", ICT, linked("funding.yml")),
    Case("a link to nothing", "file-is-readable", ICT, linked("nowhere.yml")),
    Case("a link to itself", "file-is-readable", ICT, linked("ict.yml")),
    Case("a link to an endless device", "file-is-readable", ICT, linked("/dev/zero")),
    Case("a link among the held texts", PLACE, "sources/other.txt", linked("../edition.yml")),
    Case("a held text that is a link", PLACE, "sources/wo-ga-34-7.txt", linked("../LICENSE.md")),
    Case("a pipe among the held texts", PLACE, "sources/other.txt", pipe),
    Case("a link in place of the licence", ORDINARY, "LICENSE.md", linked("../LICENSE")),
    Case("a link in place of the redirects", "file-is-readable", "redirects.yml", linked("redirect.yml")),
    Case("a link among the schemas", ORDINARY, "schema/new.json", linked("../../../../etc/hostname")),
    Case("a link under a hidden name", ORDINARY, "topics/.ict", linked("ict.yml")),
    Case("a pipe in place of the list of addresses", ORDINARY, "addresses.txt", pipe),
    Case("a held text of three gigabytes", ORDINARY, "sources/wo-ga-34-7.txt", lambda path: os.truncate(path, 3 << 30)),
    Case("a named pipe", "file-is-readable", ICT, pipe),
    Case("a named pipe in place of the promises", "file-is-readable", "edition.yml", pipe),
)
