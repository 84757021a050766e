"""Who does what: each kind of sentence is recorded in one way in all 45, and a page says of nobody more than the words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.corpus.graph import Corpus
from macros.corpus.load import load
from macros.corpus.records import Actor, Beneficiary, Recommendation
from macros.corpus.rules.roles import SIGNS
from macros.impact.facts import facts
from macros.pages.render import Renderer
from macros.pages.roles import ROLES, together
from macros.pages.site import pages
from tests.project import ROOT

GUIDE = (ROOT / "docs" / "contributing" / "roles.md").read_text(encoding="utf-8")

KINDS = {
    "somebody is requested": (r"(?i)\brequest(ing)? WIPO\b", "WIPO", "asked", "stated"),
    "somebody is urged": (r"\bTo urge the IGC\b", "Intergovernmental Committee (IGC)", "asked", "stated"),
    "somebody is encouraged": (r"\bTo encourage Member States\b", "Member States", "asked", "stated"),
    "WIPO shall": (r"\bWIPO (shall|should|may) (?!be\b)", "WIPO", "asked", "stated"),
    "nobody is named": (
        r"^(?!.*\brequest(ing)? WIPO\b)(To (?!request|urge|encourage)|Increase|Place|Promote|Consider|Facilitating)",
        "WIPO",
        "asked",
        "inferred",
    ),
    "something shall be": (
        r"^(WIPO technical assistance|WIPO's (legislative assistance|norm-setting)|Norm setting) ",
        "WIPO",
        "asked",
        "inferred",
    ),
    "agencies to cooperate with": (
        r"\bcooperation .* with UN agencies",
        "United Nations agencies",
        "involved",
        "stated",
    ),
    "others to cooperate with": (
        r"\bcooperate with other intergovernmental",
        "Intergovernmental organizations",
        "involved",
        "stated",
    ),
    "in cooperation": (r"\bin cooperation with", "Relevant international organizations", "involved", "stated"),
    "in coordination": (r"\bin coordination with Member States", "Member States", "involved", "stated"),
    "in a body": (r"\b(in|of) an appropriate WIPO body", "An appropriate WIPO body", "venue", "stated"),
    "within WIPO": (r"\b(To have|funds) within WIPO", "WIPO", "venue", "stated"),
    "Member States request": (
        r"(?i)Member States, at their request|request (of|from) (the )?Member States",
        "Member States",
        "directing",
        "stated",
    ),
    "Member States direct": (
        r"(directed|agreed) by Member Sta?tes|Member States' orientation",
        "Member States",
        "directing",
        "stated",
    ),
    "countries request": (r"developing countries, .*, at their request", "Developing countries", "directing", "stated"),
    "member-driven": (r"^(?!.*request of the Member).*member[- ]driven", "Member States", "directing", "inferred"),
}
"""A pattern of a text, and what is then recorded, as the guide has it."""


def text_of(record: Recommendation) -> str:
    return " ".join(block.words for block in record.text)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_kind_of_sentence_gets_the_same_answer(kind: str, corpus: Corpus) -> None:
    pattern, who, role, basis = KINDS[kind]
    found = [record for record in corpus.recommendations if re.search(pattern, text_of(record))]
    assert found
    for record in found:
        assert [each.basis for each in record.actors if (each.who, each.role) == (who, role)] == [basis], record.name


def test_where_nobody_is_named_the_reason_is_the_same(corpus: Corpus) -> None:
    pattern = KINDS["nobody is named"][0]
    found = [record for record in corpus.recommendations if re.search(pattern, text_of(record))]
    assert len({who.because for record in found for who in record.actors if who.role == "asked"}) == 1


def test_who_is_only_involved_a_venue_or_directing_is_not_asked(corpus: Corpus) -> None:
    asked = {
        record.number: [who.who for who in record.actors if who.role == "asked"] for record in corpus.recommendations
    }
    assert all(asked.values())
    for number in (9, 27, 28, 29, 30, 31, 32, 36, 37, 38, 39, 40, 41, 42, 43, 45):
        assert asked[number] == ["WIPO"], number
    assert asked[18] == ["Intergovernmental Committee (IGC)"]
    assert asked[26] == ["Member States", "Developed countries", "Research and scientific institutions"]


def test_whom_the_text_is_for_is_told_from_who_directs(corpus: Corpus) -> None:
    beneficiaries = {record.number: [who.who for who in record.beneficiaries] for record in corpus.recommendations}
    assert beneficiaries[7] == ["Countries", "Developing countries", "Least developed countries"]
    assert beneficiaries[35] == beneficiaries[37] == beneficiaries[44] == []


def rows(section: str) -> Iterator[list[str]]:
    """Yield the cells of the rows of a table of the guide, without its head."""
    (table,) = re.findall(rf"(?ms)^## {section}\n(.*?)(?=^## |\Z)", GUIDE)
    for line in re.findall(r"(?m)^\| (.*) \|$", table)[1:]:
        yield [cell.strip() for cell in line.split(" | ")]


def numbers(cell: str) -> set[int]:
    found = re.findall(r"(\d+)(?: to (\d+))?", cell)
    return {each for first, last in found for each in range(int(first), int(last or first) + 1)}


def test_the_guide_names_the_roles_and_their_signs() -> None:
    assert {role.strip("*"): tuple(signs.split(", ")) for role, _, signs in rows("The four roles")} == SIGNS
    assert list(SIGNS) == list(ROLES)


def test_the_guide_names_every_recommendation_of_a_kind(corpus: Corpus) -> None:
    told: dict[tuple[str, str], set[int]] = {}
    for section in ("Who is asked to act", "Who has another part"):
        for text, recorded, named in rows(section):
            role = re.search("`([a-z]+)`", recorded)
            basis = re.search(r"`, (stated|inferred)", recorded)
            if role and basis:
                told.setdefault((role[1], basis[1]), set()).update(numbers(named))
            else:
                assert recorded.startswith(("no role", "the same.")), text
    # those named in the midst of a sentence are stated as well, and their row says "the same"
    told["asked", "stated"] |= {26, 31}
    assert told == {
        (role, basis): found
        for role in SIGNS
        for basis in ("stated", "inferred")
        if (
            found := {
                record.number
                for record in corpus.recommendations
                if any((who.role, who.basis) == (role, basis) for who in record.actors)
            }
        )
    }
    kinds = ("a beneficiary", "each of them, with the same `words`")
    beneficial = [numbers(cells[2]) for cells in rows("Whom it is for") if cells[1] in kinds]
    assert set().union(*beneficial) == {record.number for record in corpus.recommendations if record.beneficiaries}


def body(corpus: Corpus, path: str) -> str:
    (page,) = (page for page in pages(corpus) if page.path == path)
    return str(Renderer(corpus).body(page))


def test_a_page_says_who_is_asked_and_who_is_only_involved(corpus: Corpus) -> None:
    page = body(corpus, "recommendations/40.md")
    parts = dict(re.findall(r'(?s)<dt id="([a-z-]+)">(.*?)(?=<dt|</dl>)', page))
    assert "terms/wipo.html" in parts["addressees"]
    for name in ("unctad", "unep", "who", "unido", "unesco", "wto", "un"):
        assert f"terms/{name}.html" in parts["involved"]
        assert f"terms/{name}.html" not in parts["addressees"]
    assert parts["involved"].count('<q class="theirs"') == 1, "the words of a list are said once"
    assert "venue" not in parts


def test_the_page_of_a_term_tells_its_roles_apart(corpus: Corpus) -> None:
    page = body(corpus, "terms/who.md")
    assert 'id="involved"' in page
    assert 'id="addressed"' not in page
    directing = body(corpus, "terms/member-states.md").split('id="directing"')[1].split("<h3")[0]
    assert "recommendations/37.html" in directing
    assert "as directed by Member States" in directing


def test_only_neighbours_with_the_same_words_are_named_together() -> None:
    named = [Beneficiary(who=who, words=words) for who, words in (("A", "x"), ("B", "x"), ("C", "y"), ("D", "x"))]
    assert [[each.who for each in group] for group in together(named)] == [["A", "B"], ["C"], ["D"]]
    inferred = [Actor(who=who, role="asked", basis="inferred", because=why) for who, why in (("A", "x"), ("B", "y"))]
    assert len(together(inferred)) == 2


def test_a_changed_role_is_a_fact_of_that_role(tmp_path: Path) -> None:
    before = load(ROOT / "data")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    file = tmp_path / "data" / "recommendations" / "37.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("role: directing", "role: involved"), encoding="utf-8")
    told = {fact.where: dict(fact.changes)["basis"].changes for fact in facts(before, load(tmp_path / "data"))}
    assert told == {
        "actors: Member States, directing": (("stated", ""),),
        "actors: Member States, involved": (("", "stated"),),
    }
