"""Values of a wrong sort, and keys that are not known."""

from tests.gallery.case import Case, every, swap

ICT = "topics/ict.yml"
LDC = "terms/ldc.yml"
TWENTY_TWO = "recommendations/22.yml"
SESSION = "sessions/2007.yml"
FORM = "values-have-their-form"
TITLE = "title: Information technology and the digital divide"

CASES = (
    Case("a key misspelt", "fields-are-known", ICT, swap("title:", "titel:")),
    Case("a key with a capital", "fields-are-known", ICT, swap("title:", "Title:")),
    Case(
        "a key with a hyphen",
        "fields-are-known",
        TWENTY_TWO,
        swap("immediate_implementation:", "immediate-implementation:"),
    ),
    Case("a key in another language", "fields-are-known", ICT, swap("title:", "titre:")),
    Case("a key that another kind has", "fields-are-known", ICT, swap("id: ict\n", "id: ict\nkind: concept\n")),
    Case(
        "a key in the wrong block",
        "fields-are-known",
        TWENTY_TWO,
        swap("  extent: part\n", "  extent: part\n  gist: x\n"),
    ),
    Case("a key left out", "fields-are-given", ICT, swap(TITLE + "\n", "")),
    Case("an empty text", "fields-are-given", ICT, swap(TITLE, 'title: ""')),
    Case("a text of blanks", "fields-are-given", ICT, swap(TITLE, 'title: "   "')),
    Case("a key without a value", "fields-are-given", ICT, swap(TITLE, "title:")),
    Case("a list without entries", FORM, LDC, swap("  - LDCs\n  - Least Developed Countries\n", "")),
    Case("an entry without a value", "fields-are-given", LDC, swap("  - LDCs", "  -")),
    Case("a list where a text is wanted", FORM, ICT, swap(TITLE, "title:\n  - Information\n  - Technology")),
    Case("brackets around a text", FORM, ICT, swap(TITLE, "title: [Information technology]")),
    Case("a text in curly brackets", FORM, ICT, swap(TITLE, "title: {Information technology}")),
    Case(
        "a text where a list is wanted",
        FORM,
        LDC,
        swap("forms:\n  - LDCs\n  - Least Developed Countries", "forms: LDCs"),
    ),
    Case(
        "a text where a block is wanted",
        FORM,
        SESSION,
        swap(
            "city:\n  value: Geneva\n  basis: stated\n  sources:\n    - cites: documents/wo-ga-34-7\n      at: h8",
            "city: Geneva",
        ),
    ),
    Case(
        "a list where a block is wanted",
        FORM,
        SESSION,
        swap(
            "city:\n  value: Geneva\n  basis: stated\n  sources:\n    - cites: documents/wo-ga-34-7\n      at: h8",
            "city:\n  - Geneva\n",
        ),
    ),
    Case("a block where a list is wanted", FORM, LDC, swap("sources:\n  - cites", "sources:\n  cites")),
    Case("a word where a number is wanted", FORM, TWENTY_TWO, swap("to: 40", "to: forty")),
    Case("a number of letters like digits", FORM, TWENTY_TWO, swap("to: 40", "to: 4O")),
    Case("a number in hexadecimal", FORM, TWENTY_TWO, swap("to: 40", "to: 0x28")),
    Case("a number too large", FORM, TWENTY_TWO, swap("number: 22", "number: " + "9" * 400)),
    Case("a number below all others", FORM, TWENTY_TWO, swap("number: 22", "number: -22")),
    Case("nobody where a number is wanted", FORM, TWENTY_TWO, swap("to: 40", "to: ~")),
    Case("a value that is not on its list", "values-are-of-the-list", LDC, swap("basis: stated", "basis: probable")),
    Case("a value of a list with a capital", "values-are-of-the-list", LDC, swap("basis: stated", "basis: Stated")),
    Case("true for yes", "values-are-of-the-list", TWENTY_TWO, swap("listed: no", "listed: false")),
    Case(
        "a title too long",
        "texts-are-short",
        TWENTY_TWO,
        swap("title: Norm-setting", "title: " + "Norm-setting and " * 5),
    ),
    Case("a title of two lines", FORM, ICT, swap(TITLE, "title: |-\n  Information\n  technology")),
    Case("a title that another record has", "titles-are-unique", ICT, swap(TITLE, "title: Enforcement")),
    Case(
        "the thirtieth of February",
        "dates-are-real",
        SESSION,
        swap("value: 2007-09-24/2007-10-03", "value: 2007-02-30"),
    ),
    Case("a thirteenth month", "dates-are-real", SESSION, swap("value: 2007-09-24/2007-10-03", "value: 2007-13")),
    Case(
        "a date as it is written in Europe",
        "dates-are-real",
        SESSION,
        swap("value: 2007-09-24/2007-10-03", "value: 24.09.2007"),
    ),
    Case(
        "a date in words", "dates-are-real", SESSION, swap("value: 2007-09-24/2007-10-03", "value: 24 September 2007")
    ),
    Case(
        "a date with one digit for the month",
        "dates-are-real",
        SESSION,
        swap("value: 2007-09-24/2007-10-03", "value: 2007-9-24"),
    ),
    Case(
        "a range that ends before it begins",
        "dates-are-real",
        SESSION,
        swap("value: 2007-09-24/2007-10-03", "value: 2007-10-03/2007-09-24"),
    ),
    Case("the year nought", "dates-are-real", SESSION, swap("value: 2007-09-24/2007-10-03", "value: 0000")),
    Case("lines in the wrong order", "texts-equal-their-source", TWENTY_TWO, swap("lines: 61-63", "lines: 63-61")),
    Case("lines with a long dash", FORM, TWENTY_TWO, swap("lines: 61-63", "lines: 61\u201363")),
    Case("lines that are not there", "texts-equal-their-source", TWENTY_TWO, swap("lines: 61-63", "lines: 9000")),
    Case("an address without https", FORM, "terms/wipo.yml", swap("https://", "")),
    Case("an address that runs a script", FORM, "terms/wipo.yml", swap("https://", "javascript:alert(1)//")),
    Case("sums of a held text in capitals", FORM, "documents/wo-ga-34-7.yml", swap("sha256: ", "sha256: A")),
    Case(
        "a promise of too few recommendations",
        "recommendations-are-complete",
        "edition.yml",
        swap("recommendations: 45", "recommendations: 44"),
    ),
    Case("a mistake in the promises", "fields-are-known", "edition.yml", swap("promises:", "promise:")),
    Case("the same mistake in every entry", "fields-are-known", TWENTY_TWO, every("marker:", "mark:")),
)
