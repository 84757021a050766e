"""Names that lead nowhere, in circles or back."""

from tests.gallery.case import Case, swap

TWENTY_TWO = "recommendations/22.yml"

CASES = (
    Case(
        "a topic that does not exist",
        "references-exist",
        TWENTY_TWO,
        swap("- competition-policy", "- competition-polcy"),
    ),
    Case(
        "a topic in capitals",
        "values-have-their-form",
        TWENTY_TWO,
        swap("- competition-policy", "- Competition-Policy"),
    ),
    Case(
        "a topic by its title",
        "values-have-their-form",
        TWENTY_TWO,
        swap("- competition-policy", "- Competition policy"),
    ),
    Case("a cluster in capitals", "values-have-their-form", TWENTY_TWO, swap("cluster: b", "cluster: B")),
    Case("a cluster that does not exist", "references-exist", TWENTY_TWO, swap("cluster: b", "cluster: g")),
    Case(
        "a source without its folder",
        "values-have-their-form",
        "terms/ldc.yml",
        swap("witnesses/wipo-ldc-criteria-page", "wipo-ldc-criteria-page"),
    ),
    Case(
        "a source in the other folder",
        "references-exist",
        "terms/ldc.yml",
        swap("witnesses/wipo-ldc", "documents/wipo-ldc"),
    ),
    Case(
        "a source with its ending",
        "values-have-their-form",
        "terms/ldc.yml",
        swap("wipo-ldc-criteria-page", "wipo-ldc-criteria-page.yml"),
    ),
    Case(
        "a document by its symbol",
        "values-have-their-form",
        "sessions/2007.yml",
        swap("document: wo-ga-34-16", "document: WO/GA/34/16"),
    ),
    Case(
        "a document that does not exist",
        "references-exist",
        "sessions/2007.yml",
        swap("document: wo-ga-34-16", "document: wo-ga-34-61"),
    ),
    Case(
        "a paragraph that does not exist",
        "cited-anchors-exist",
        "sessions/2007.yml",
        swap(
            "type:\n  value: ordinary\n  number: 18th\n  basis: stated\n  sources:\n    - cites: documents/wo-ga-34-7\n      at: h8",
            "type:\n  value: ordinary\n  number: 18th\n  basis: stated\n  sources:\n    - cites: documents/wo-ga-34-7\n      at: h88",
        ),
    ),
    Case("a recommendation that does not exist", "references-exist", TWENTY_TWO, swap("to: 40", "to: 46")),
    Case("a recommendation related to itself", "relations-point-forward", TWENTY_TWO, swap("to: 40", "to: 22")),
    Case(
        "a circle of relations",
        "relations-point-forward",
        "recommendations/29.yml",
        swap(
            "immediate_implementation:\n",
            "related:\n  - to: 22\n    kind: subject\n    reason: Both name technology transfer.\nimmediate_implementation:\n",
        ),
    ),
    Case("a relation twice", "relations-point-forward", TWENTY_TWO, swap("to: 40", "to: 29")),
    Case(
        "an inverse link typed by hand: recommendations of a cluster",
        "fields-are-known",
        "clusters/a.yml",
        swap("letter: A\n", "letter: A\nrecommendations:\n  - 1\n"),
    ),
    Case(
        "an inverse link typed by hand: uses of a term",
        "fields-are-known",
        "terms/ldc.yml",
        swap("kind: group\n", "kind: group\nused_in: [7, 22]\n"),
    ),
    Case(
        "an inverse link typed by hand: recommendations of a topic",
        "fields-are-known",
        "topics/ict.yml",
        swap("id: ict\n", "id: ict\nrecommendations: [24]\n"),
    ),
    Case("a statement without a basis", "fields-are-given", "terms/ldc.yml", swap("basis: stated\n", "")),
    Case(
        "a statement without a source",
        "claims-have-a-source",
        "terms/ldc.yml",
        swap("sources:\n  - cites: witnesses/wipo-ldc-criteria-page\n", ""),
    ),
    Case(
        "an inference without a reason",
        "claims-explain-themselves",
        "terms/ldc.yml",
        swap("basis: stated", "basis: inferred"),
    ),
    Case(
        "one letter of a verbatim text mended",
        "texts-equal-their-source",
        TWENTY_TWO,
        swap("by Member Sates, issues", "by Member States, issues"),
    ),
    Case(
        "the last words of a verbatim text left out",
        "texts-equal-their-source",
        TWENTY_TWO,
        swap(" for developing countries and LDCs.", ""),
    ),
    Case(
        "a word too many at the end of a verbatim text",
        "texts-equal-their-source",
        TWENTY_TWO,
        swap("countries and LDCs.", "countries and LDCs. Indeed"),
    ),
    Case(
        "the number of a recommendation mended in its text",
        "texts-equal-their-source",
        TWENTY_TWO,
        swap("label: 22)", "label: 22."),
    ),
    Case("the mark of an issue mended", "texts-equal-their-source", TWENTY_TWO, swap("marker: b)", "marker: (b)")),
)
