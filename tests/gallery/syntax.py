"""Mistakes of writing YAML, and files made to hurt its reader."""

from tests.gallery.case import Case, after, before, swap, whole

ICT = "topics/ict.yml"
YAML = "yaml-is-readable"
LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

CASES = (
    Case("a number sign after a space", YAML, ICT, swap("technology and the digital divide", "technology, # 1 of all")),
    Case("a comment after a value", YAML, "terms/ldc.yml", swap("kind: group", "kind: group # or body")),
    Case(
        "an escape for a line end",
        YAML,
        ICT,
        swap("title: Information technology and the digital divide", 'title: "Information\\ntechnology"'),
    ),
    Case("a colon and a space within a title", YAML, ICT, swap("title: Inf", "title: ICT: inf")),
    Case("a key further to the right than the others", YAML, ICT, swap("\ntitle:", "\n  title:")),
    Case(
        "a key further to the left than the others", YAML, "terms/ldc.yml", swap("  - cites:", " title: x\n  - cites:")
    ),
    Case("a further line of a text not indented", YAML, ICT, swap("  and unequal", "and unequal")),
    Case("no space after the colon", YAML, ICT, swap("title: Inf", "title:Inf")),
    Case(
        "no space after the colon of the last key",
        YAML,
        "terms/ldc.yml",
        swap("abbreviation: LDCs", "abbreviation:LDCs"),
    ),
    Case("a key without a colon", YAML, ICT, swap("title: Inf", "title Inf")),
    Case("a semicolon instead of a colon", YAML, ICT, swap("title: Inf", "title; Inf")),
    Case("an equals sign instead of a colon", YAML, "terms/ldc.yml", swap("kind: group", "kind = group")),
    Case("words in the line of the sign >-", YAML, ICT, swap(">-\n  Info", ">- Info")),
    Case("a quotation mark that is not closed", YAML, ICT, swap("title: Inf", 'title: "Inf')),
    Case(
        "an apostrophe within single quotation marks",
        YAML,
        ICT,
        swap("title: Information", "title: 'WIPO's information'"),
    ),
    Case("an apostrophe that is not closed", YAML, ICT, swap("title: Inf", "title: 'Inf")),
    Case("words after the closing quotation mark", YAML, ICT, swap("title: Information", 'title: "Information"')),
    Case(
        "a backslash in double quotation marks",
        YAML,
        ICT,
        swap("title: Information technology and the digital divide", 'title: "ICT \\ the divide"'),
    ),
    Case(
        "a Windows path in double quotation marks",
        YAML,
        ICT,
        swap("title: Information technology and the digital divide", 'title: "see C:\\My files"'),
    ),
    Case("a text that begins with an at sign", YAML, ICT, swap("title: Inf", "title: @Inf")),
    Case("a text that begins with a backtick", YAML, ICT, swap("title: Inf", "title: `Inf`")),
    Case("a text that begins with a per cent sign", YAML, ICT, swap("title: Inf", "title: %Inf")),
    Case("a line that begins with a per cent sign", YAML, ICT, before("%Inf\n")),
    Case(
        "a text that begins with a square bracket", YAML, ICT, swap("title: Information", "title: [Information] about")
    ),
    Case("a square bracket that is not closed", YAML, ICT, swap("title: Inf", "title: [Inf")),
    Case("a curly bracket that is not closed", YAML, ICT, swap("title: Inf", "title: {Inf")),
    Case(
        "a list in brackets without a comma",
        YAML,
        "edition.yml",
        swap("clusters:\n    - a\n    - b\n", 'clusters: ["a" "b"]\n    - b\n'),
    ),
    Case("a hyphen in the line of the key", YAML, "terms/ldc.yml", swap("forms:\n  - LDCs", "forms: - LDCs")),
    Case(
        "a hyphen without a space",
        YAML,
        "terms/ldc.yml",
        swap("  - LDCs\n  - Least", "  -LDCs\n  -Least"),
    ),
    Case("an entry of a list further to the right", YAML, "terms/ldc.yml", swap("  - Least", "    - Least")),
    Case("an entry of a list further to the left", YAML, "terms/ldc.yml", swap("  - Least", " - Least")),
    Case("a line without a hyphen between entries", YAML, "terms/ldc.yml", swap("  - Least", "  Least")),
    Case(
        "a tab before a key",
        "characters-are-visible",
        ICT,
        swap("  - scheme: EuroVoc\n    code: 5188", "\t- scheme: EuroVoc\n\t  code: 5188"),
    ),
    Case("a tab after a colon", "characters-are-visible", ICT, swap("title: ", "title:\t")),
    Case("a key twice", "keys-are-unique", ICT, after("title: Once more\n")),
    Case("a key twice with another case", "fields-are-known", ICT, after("Title: Once more\n")),
    Case("a key without a name", YAML, ICT, swap("title: ", ": ")),
    Case("a question mark as a key", "keys-are-words", ICT, swap("title: Inf", "? [a, b]\n: Inf")),
    Case(
        "an anchor and an alias",
        "no-aliases",
        ICT,
        swap("scheme: EuroVoc\n    code: 5188", "scheme: &e EuroVoc\n    code: 5188\n  - scheme: *e"),
    ),
    Case("a text that begins with an asterisk", "no-aliases", ICT, swap("title: Inf", "title: *Inf")),
    Case("a text in asterisks", YAML, ICT, swap("title: Inf", "title: **Inf")),
    Case("a text that begins with an ampersand", "no-aliases", ICT, swap("title: Information", "title: &Information")),
    Case("an ampersand before a space", YAML, ICT, swap("title: Inf", "title: & Inf")),
    Case("a merge key", "no-aliases", ICT, after("base: &b {x: y}\nother:\n  <<: *b\n")),
    Case("a text that begins with an exclamation mark", "no-tags", ICT, swap("title: Inf", "title: !Inf")),
    Case("two exclamation marks", "no-tags", ICT, swap("title: Inf", "title: !!Inf")),
    Case("an exclamation mark in a text that begins with one", YAML, ICT, swap("title: Inf", "title: !Inf!x")),
    Case(
        "a tag that calls Python",
        "no-tags",
        ICT,
        swap("title: Information technology and the digital divide", 'title: !!python/object/apply:os.system ["true"]'),
    ),
    Case("a second record in the file", "one-document", ICT, after("---\nid: other\n")),
    Case("a line of hyphens at the end", "one-document", ICT, after("---\n")),
    Case("a line of dots in between", YAML, ICT, swap("\ntitle:", "\n...\ntitle:")),
    Case(
        "marks that git leaves where two changes met",
        YAML,
        ICT,
        swap(
            "title: Information",
            "<<<<<<< HEAD\ntitle: One\n=======\ntitle: Two\n>>>>>>> their-branch\ntitle: Information",
        ),
    ),
    Case(
        "marks that git leaves, within a text",
        YAML,
        ICT,
        swap("  and unequal", "<<<<<<< HEAD\n  and no\n=======\n  and unequal\n>>>>>>> abc1234\n  and unequal"),
    ),
    Case("one mark of git forgotten", YAML, ICT, after(">>>>>>> abc1234\n")),
    Case("a blank line with too many spaces", YAML, ICT, swap(">-\n  Info", ">-\n      \n  Info")),
    Case("a thousand brackets", "nesting-is-shallow", ICT, swap("title: Inf", "title: " + "[" * 1000)),
    Case("a hundred thousand brackets", "nesting-is-shallow", ICT, whole("[" * 100_000)),
    Case("a list in a list a hundred times", "nesting-is-shallow", ICT, whole("- " * 100 + "x\n")),
    Case("aliases that grow without end", "no-aliases", ICT, whole(LAUGHS)),
    Case("a thousand mistakes", "keys-are-unique", ICT, after("title: x\n" * 1000)),
    Case("a text of a million letters", "file-is-small", ICT, swap("title: Inf", "title: " + "x" * 1_000_000)),
    Case("a text of a hundred thousand letters", "texts-are-short", ICT, swap("  and unequal", "  " + "x" * 100_000)),
    Case("an empty file", "file-is-not-empty", ICT, whole("")),
    Case("a file of blanks", "file-is-not-empty", ICT, whole("\n   \n\n")),
    Case("a file of comments only", "file-is-not-empty", ICT, whole("# to be written\n")),
    Case("a file with a sentence only", "values-have-their-form", ICT, whole("To be written.\n")),
    Case("a file with a list only", "values-have-their-form", ICT, whole("- one\n- two\n")),
)
