"""Characters that are not seen, or are not what they look like."""

from tests.gallery.case import Case, after, before, bytes_swapped, every, swap

ICT = "topics/ict.yml"
TWENTY_TWO = "recommendations/22.yml"
HIDDEN = "characters-are-visible"
LETTERS = "letters-are-what-they-seem"
PLAIN = "our-words-have-latin-letters"
TITLE = "title: Information technology and the digital divide"

CASES = (
    Case("a byte order mark", HIDDEN, ICT, before("\ufeff")),
    Case("line ends of Windows", HIDDEN, ICT, every("\n", "\r\n")),
    Case("line ends of an old Mac", HIDDEN, ICT, every("\n", "\r")),
    Case("a lone carriage return", HIDDEN, ICT, swap("technology and", "technology\rand")),
    Case("a zero byte", HIDDEN, ICT, bytes_swapped(b"title: Inf", b"title: \0Inf")),
    Case("a bell", HIDDEN, ICT, swap("title: Inf", "title: \aInf")),
    Case("an escape sequence for a terminal", HIDDEN, ICT, swap("title: Inf", "title: \x1b[31mInf")),
    Case("a no-break space in a text", HIDDEN, ICT, swap("technology and the", "technology\u00a0and the")),
    Case("a no-break space as indentation", HIDDEN, ICT, swap("  and unequal", "\u00a0 and unequal")),
    Case("a no-break space after a colon", HIDDEN, ICT, swap("title: Inf", "title:\u00a0Inf")),
    Case("a soft hyphen", HIDDEN, ICT, swap("Information technology and", "Infor\u00admation technology and")),
    Case("a space without width", HIDDEN, ICT, swap("title: Inf", "title: \u200bInf")),
    Case("a word joiner", HIDDEN, ICT, swap("title: Inf", "title: In\u2060f")),
    Case("a variation selector", HIDDEN, ICT, swap("title: Inf", "title: I\ufe0fnf")),
    Case("a Hangul filler", HIDDEN, ICT, swap("title: Inf", "title: \u3164Inf")),
    Case("a right-to-left override", HIDDEN, ICT, swap("title: Inf", "title: \u202eInf")),
    Case("a mark for the direction of writing", HIDDEN, ICT, swap("title: Inf", "title: \u200fInf")),
    Case("a line separator of Unicode", HIDDEN, ICT, swap("technology and", "technology\u2028and")),
    Case("a next-line character", HIDDEN, ICT, swap("technology and", "technology\u0085and")),
    Case(
        "an invisible character in verbatim text",
        HIDDEN,
        TWENTY_TWO,
        swap("by Member Sates, issues", "by Member\u00a0Sates, issues"),
    ),
    Case("an invisible character in a key", HIDDEN, ICT, swap("title:", "ti\u200btle:")),
    Case(
        "an invisible character as an escape",
        HIDDEN,
        ICT,
        swap("title: Information technology and the digital divide", 'title: "Information\\u200b technology"'),
    ),
    Case("a wide space between Chinese signs", HIDDEN, ICT, swap("title: Inf", "title: \u4fe1\u606f\u3000Inf")),
    Case("a Cyrillic letter in an identifier", LETTERS, TWENTY_TWO, swap("    term: wipo\n", "    term: wip\u043e\n")),
    Case(
        "a Greek letter in a title", LETTERS, ICT, swap("Information technology and", "Inf\u03bfrmation technology and")
    ),
    Case("a Cyrillic letter in a key", LETTERS, ICT, swap("title:", "titl\u0435:")),
    Case(
        "a Cyrillic letter in verbatim text",
        LETTERS,
        TWENTY_TWO,
        swap("by Member Sates, issues", "by M\u0435mber Sates, issues"),
    ),
    Case(
        "an identifier all in Cyrillic letters",
        "values-have-their-form",
        TWENTY_TWO,
        swap("cluster: b", "cluster: \u0441"),
    ),
    Case(
        "a Cyrillic letter that is a word in verbatim text",
        "texts-equal-their-source",
        "recommendations/02.yml",
        swap("      Provide valuable assistance to WIPO", "      Provide \u0430 valuable assistance to WIPO"),
    ),
    Case(
        "full-width digits in a number",
        "values-have-their-form",
        TWENTY_TWO,
        swap("number: 22", "number: \uff12\uff12"),
    ),
    Case(
        "full-width digits in a date",
        "dates-are-real",
        "sessions/2007.yml",
        swap("value: 2007-09-24/2007-10-03", "value: \uff12\uff10\uff10\uff17"),
    ),
    Case(
        "a typographic apostrophe in verbatim text",
        "texts-equal-their-source",
        TWENTY_TWO,
        swap("WIPO's norm-setting activities should", "WIPO\u2019s norm-setting activities should"),
    ),
    Case(
        "a long dash for a hyphen in verbatim text",
        "texts-equal-their-source",
        TWENTY_TWO,
        swap("IP-related transfer", "IP\u2013related transfer"),
    ),
    Case(
        "a ligature in verbatim text",
        "texts-equal-their-source",
        TWENTY_TWO,
        swap("potential flexibilities", "potential \ufb02exibilities"),
    ),
    Case("an accent as a character of its own", LETTERS, ICT, swap("title: Inf", "title: Gene\u0300ve and inf")),
    Case(
        "text that was saved with a wrong encoding twice",
        LETTERS,
        ICT,
        swap("title: Inf", "title: Gen\u00c3\u00a8ve and inf"),
    ),
    Case(
        "an apostrophe that was saved with a wrong encoding",
        LETTERS,
        ICT,
        swap("title: Inf", "title: WIPO\u00e2\u20ac\u2122s inf"),
    ),
    Case("the sign for a lost letter", LETTERS, ICT, swap("title: Inf", "title: Gen\ufffdve and inf")),
    Case(
        "typographic quotation marks around a value",
        "values-are-of-the-list",
        "terms/ldc.yml",
        swap("kind: group", "kind: \u201cgroup\u201d"),
    ),
    Case(
        "typographic quotation marks around a name",
        "values-have-their-form",
        TWENTY_TWO,
        swap("cluster: b", "cluster: \u201cb\u201d"),
    ),
    Case("a joiner between Latin letters", HIDDEN, ICT, swap("title: Inf", "title: In\u200cf")),
    Case("an Armenian letter in a title", PLAIN, ICT, swap("title: Information", "title: Inf\u0585rmation")),
    Case("a Cherokee letter in a title", PLAIN, ICT, swap("title: Information", "title: \u13c6nformation")),
    Case("a title all in Cyrillic letters", PLAIN, ICT, swap(TITLE, "title: \u041e\u0421\u0410")),
    Case("letters of full width in a title", PLAIN, ICT, swap("title: Information", "title: \uff29nformation")),
    Case(
        "a ligature in a title", PLAIN, "topics/patent-information.yml", swap("title: Patent", "title: \ufb01 Patent")
    ),
    Case("a mathematical letter in a title", PLAIN, ICT, swap("title: Inf", "title: \U0001d408nf")),
    Case("a small capital in a title", PLAIN, ICT, swap("title: Inf", "title: \u026anf")),
    Case("a Roman numeral of one character", PLAIN, ICT, swap("title: Inf", "title: \u2160nf")),
    Case("a word of another alphabet in a note", PLAIN, ICT, swap("  and unequal", "  and \u0441\u043e\u0440 unequal")),
    Case(
        "a Greek letter in the name of an actor",
        PLAIN,
        TWENTY_TWO,
        every("who: WIPO Secretariat", "who: WIPO \u0395\u0395"),
    ),
    Case("a letter with a heap of marks", LETTERS, ICT, swap("title: Inf", "title: I" + "\u0300\u0316" * 40 + "nf")),
    Case(
        "an invisible character at the end of a very long line",
        HIDDEN,
        ICT,
        after("# " + "x" * 5000 + "\u200b" + "y" * 5000 + "\n"),
    ),
)
