"""Values of a wrong sort, and keys that are not known."""

from tests.gallery.case import Case, every, swap

ICT = "topics/ict.yml"
LDC = "terms/ldc.yml"
TWENTY_TWO = "recommendations/22.yml"
TWENTY_NINE = "recommendations/29.yml"
THIRTY_SIX = "recommendations/36.yml"
THIRTY_SEVEN = "recommendations/37.yml"
SESSION = "sessions/2007.yml"
SEVEN = "documents/wo-ga-34-7.yml"
FORM = "values-have-their-form"
PDF = "https://www.wipo.int/edocs/mdocs/govbody/en/wo_ga_34/wo_ga_34_7.pdf"
COPIES = f"copies:\n  - known: derived\n    address: {PDF}\n"
DAY = "the-edition-has-a-day"
WIPO = "address: https://www.wipo.int/"
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
    Case(
        "a role that is not of the list",
        "values-are-of-the-list",
        TWENTY_TWO,
        swap("role: directing", "role: director"),
    ),
    Case(
        "a role without words",
        "roles-have-words-or-a-reason",
        TWENTY_TWO,
        swap("    words: as directed by Member Sates\n", ""),
    ),
    Case(
        "a role not established",
        "values-are-of-the-list",
        TWENTY_TWO,
        swap(
            "words: as directed by Member Sates\n    term: member-states\n    basis: stated",
            "term: member-states\n    basis: not-established",
        ),
    ),
    Case(
        "the name of an actor alone",
        "words-show-the-role",
        TWENTY_TWO,
        swap("words: as directed by Member Sates", "words: Member Sates"),
    ),
    Case(
        "a venue said to be asked to act",
        "words-show-the-role",
        TWENTY_NINE,
        swap("role: venue", "role: asked"),
    ),
    Case(
        "the words of somebody else",
        "words-show-the-role",
        TWENTY_TWO,
        swap(
            "words: as directed by Member Sates\n    term: member-states",
            "words: as directed by Member Sates\n    term: wipo",
        ),
    ),
    Case(
        "a role twice",
        "roles-are-given-once",
        THIRTY_SEVEN,
        swap("who: Member States\n    role: directing", "who: WIPO\n    role: asked"),
    ),
    Case(
        "a beneficiary who only directs",
        "benefits-have-their-own-words",
        THIRTY_SEVEN,
        swap(
            "beneficiaries: []",
            "beneficiaries:\n  - who: Member States\n    words: Member States\n    term: member-states",
        ),
    ),
    Case(
        "nobody asked to act",
        "somebody-is-asked-to-act",
        THIRTY_SIX,
        swap(
            "actors:\n  - who: WIPO\n    role: asked\n    term: wipo\n    basis: inferred\n    because: >-\n      The text names nobody to act; WIPO is understood, since its General Assembly adopted the list.\n",
            "actors: []\n",
        ),
    ),
    Case("lines in the wrong order", "texts-equal-their-source", TWENTY_TWO, swap("lines: 61-63", "lines: 63-61")),
    Case("lines with a long dash", FORM, TWENTY_TWO, swap("lines: 61-63", "lines: 61\u201363")),
    Case("lines that are not there", "texts-equal-their-source", TWENTY_TWO, swap("lines: 61-63", "lines: 9000")),
    Case("an address without https", FORM, "terms/wipo.yml", swap("https://", "")),
    Case("an address that runs a script", FORM, "terms/wipo.yml", swap("https://", "javascript:alert(1)//")),
    Case("a number with a point", FORM, TWENTY_TWO, swap("number: 22", "number: 36.0")),
    Case("a number with a plus sign", FORM, TWENTY_TWO, swap("number: 22", "number: +22")),
    Case("a number with an underscore", FORM, TWENTY_TWO, swap("number: 22", "number: 2_2")),
    Case("a number with blanks around it", FORM, TWENTY_TWO, swap("number: 22", 'number: " 22 "')),
    Case("a number with hexadecimal digits", FORM, TWENTY_TWO, swap("number: 22", "number: 0x16")),
    Case("a number with a nought before it", FORM, TWENTY_TWO, swap("number: 22", "number: 022")),
    Case("a number with digits of Arabic", FORM, TWENTY_TWO, swap("number: 22", "number: \u0662\u0662")),
    Case("a number with an exponent", FORM, TWENTY_TWO, swap("number: 22", "number: 2e1")),
    Case("a number with a half", FORM, TWENTY_TWO, swap("number: 22", "number: 22.5")),
    Case("an address with a bracket", FORM, "terms/wipo.yml", swap(WIPO, "address: http://[::1/x")),
    Case(
        "an address with a sign that stands for a slash",
        FORM,
        "terms/wipo.yml",
        swap(WIPO, "address: http://a\u2100b/"),
    ),
    Case(
        "an address with a port that no host has",
        FORM,
        "terms/wipo.yml",
        swap(WIPO, "address: https://wipo.int:99999/"),
    ),
    Case("an address with the name of a user", FORM, "terms/wipo.yml", swap(WIPO, "address: https://user@wipo.int/")),
    Case(
        "an address with a host before an at sign",
        FORM,
        "terms/wipo.yml",
        swap(WIPO, "address: https://wipo.int@evil.example/"),
    ),
    Case(
        "an address with a Cyrillic letter in the host",
        FORM,
        "terms/wipo.yml",
        swap(WIPO, "address: https://\u043e\u0441\u0430.int/"),
    ),
    Case("an address with a backslash", FORM, "terms/wipo.yml", swap(WIPO, "address: https://wipo.int/a\\\\b")),
    Case("an address with a blank", FORM, "terms/wipo.yml", swap(WIPO, "address: https://wipo.int/a b")),
    Case("an address with a percent sign alone", FORM, "terms/wipo.yml", swap(WIPO, "address: https://wipo.int/%zz")),
    Case("an address with no host", FORM, "terms/wipo.yml", swap(WIPO, "address: https:///etc/passwd")),
    Case("an address with capitals in the host", FORM, "terms/wipo.yml", swap(WIPO, "address: https://WIPO.int/")),
    Case("an address with a number for the host", FORM, "terms/wipo.yml", swap(WIPO, "address: https://127.0.0.1/")),
    Case("an address with data in it", FORM, "terms/wipo.yml", swap(WIPO, "address: data:text/html,x")),
    Case("a copy at an address that runs a script", FORM, SEVEN, swap(PDF, "javascript:alert(1)//wo_ga_34_7.pdf")),
    Case("a copy on a host for files", FORM, SEVEN, swap(PDF, "ftp://www.wipo.int/wo_ga_34_7.pdf")),
    Case("a copy with the name of a user", FORM, SEVEN, swap(PDF, "https://me@www.wipo.int/wo_ga_34_7.pdf")),
    Case("a copy at an address without a host", FORM, SEVEN, swap(PDF, "wo_ga_34_7.pdf")),
    Case(
        "a derived address with another number",
        "derived-addresses-follow-the-symbol",
        SEVEN,
        swap(PDF, PDF.replace("34_7.pdf", "34_16.pdf")),
    ),
    Case(
        "a derived address on another host",
        "derived-addresses-follow-the-symbol",
        SEVEN,
        swap(PDF, PDF.replace("www.wipo.int", "wipo.example.org")),
    ),
    Case(
        "an address that is derived from no symbol",
        "derived-addresses-follow-the-symbol",
        "documents/development-agenda-2007.yml",
        swap("known: seen", "known: derived"),
    ),
    Case("a copy without an address", "copies-match-how-they-are-known", SEVEN, swap(f"    address: {PDF}\n", "")),
    Case(
        "a copy that is none and has an address",
        "copies-match-how-they-are-known",
        SEVEN,
        swap("known: derived", "known: none"),
    ),
    Case("a copy known in another way", "values-are-of-the-list", SEVEN, swap("known: derived", "known: guessed")),
    Case("no word on where it can be read", "fields-are-given", SEVEN, swap(COPIES, "")),
    Case("an address where the list of copies is wanted", FORM, SEVEN, swap(COPIES, f"copies: {PDF}\n")),
    Case("an edition of 1969", DAY, "edition.yml", swap("date: 2026-11-22", "date: 1969-07-20")),
    Case("an edition of the year 9999", DAY, "edition.yml", swap("date: 2026-11-22", "date: 9999-12-31")),
    Case("an edition of a year", DAY, "edition.yml", swap("date: 2026-11-22", "date: 2026")),
    Case("an edition of several days", DAY, "edition.yml", swap("date: 2026-11-22", "date: 2026-11-22/2026-11-23")),
    Case("a version without end", FORM, "edition.yml", swap("version: 2026.1", "version: 2026." + "1" * 50)),
    Case("a symbol with an instruction", FORM, SEVEN, swap("symbol: WO/GA/34/7", "symbol: 'WO/GA/34/7\") or x(\"'")),
    Case("a symbol with two blanks", FORM, SEVEN, swap("symbol: WO/GA/34/7", 'symbol: "WO/GA  34/7"')),
    Case("a symbol in a bracket", FORM, SEVEN, swap("symbol: WO/GA/34/7", 'symbol: "[WO/GA/34/7]"')),
    Case("an abbreviation with an instruction", FORM, LDC, swap("abbreviation: LDCs", 'abbreviation: "{{ x }}"')),
    Case("a name with HTML in it", FORM, TWENTY_TWO, every("who: WIPO\n", "who: <b>WIPO</b>\n")),
    Case("a city with a backtick", FORM, SESSION, swap("value: Geneva", 'value: "`Geneva`"')),
    Case("a mark of a template before a paragraph", FORM, TWENTY_TWO, swap("label: 22)", 'label: "{22}"')),
    Case("a title with two blanks", FORM, ICT, swap(TITLE, "title: 'Information  technology'")),
    Case("a title that differs by its blank", "titles-are-unique", ICT, swap(TITLE, "title: Normsetting")),
    Case(
        "a title that differs by its accents",
        "titles-are-unique",
        ICT,
        swap(TITLE, "title: \u00c9valuation and r\u00e9view"),
    ),
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
