"""The table of modules is made of what the modules say of themselves, and each says it in one sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.corpus.graph import Corpus
from macros.pages.macros import Macros
from macros.pages.module_reference import FOLDERS, Folder, first_sentence, first_words, folders, view
from tests.project import ROOT

LONGEST = 170
"""Characters of a first sentence that a cell of the table takes without becoming a paragraph."""
OTHERS = {"docs/assets/javascripts/minisearch.js"}


def there() -> dict[str, str]:
    """Return what the table says, by the path of each module."""
    listed: list[Folder] = list(view().folders)
    return {f"{folder.name}/{module.name}": module.reason for folder in listed for module in folder.modules}


def test_every_module_is_in_the_table_once() -> None:
    paths = [*(ROOT / "macros").rglob("*.py"), *(ROOT / "scripts").glob("*.py")]
    ours = {path.relative_to(ROOT).as_posix() for path in paths if path.name != "__init__.py"}
    scripts = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/assets/javascripts").glob("*.js")}
    assert sorted(there()) == sorted(ours | scripts - OTHERS)


def test_no_table_by_hand_says_it_once_more() -> None:
    for guide in (ROOT / "docs" / "contributing").glob("*.md"):
        by_hand = re.findall(r"(?m)^\| `(?:macros|scripts)/[^|]*\.py`.*", guide.read_text(encoding="utf-8"))
        assert by_hand == [], guide.name


def test_every_folder_says_what_its_modules_are_for() -> None:
    for folder in view().folders:
        assert_fit(folder.name, folder.lead)
    assert set(FOLDERS) <= {folder.name for folder in view().folders}


@pytest.mark.parametrize("name", sorted(there()))
def test_a_module_begins_with_its_one_reason_to_exist(name: str) -> None:
    assert_fit(name, there()[name])


def test_no_two_modules_give_the_same_reason() -> None:
    reasons = list(there().values())
    assert sorted(set(reasons)) == sorted(reasons)


def assert_fit(name: str, sentence: str) -> None:
    """A sentence fit for the table: with words enough to say something, whole, short, and with its marks in pairs."""
    assert re.match(r"[A-Z0-9`]", sentence), f"{name} begins without a sentence"
    assert sentence.endswith("."), f"the first sentence of {name} has no end: {sentence}"
    assert len(sentence.split()) >= 4, f"the first sentence of {name} says too little: {sentence}"
    assert len(sentence) <= LONGEST, f"the first sentence of {name} has {len(sentence)} characters"
    assert sentence.count("`") % 2 == 0, f"an odd mark of code in {name}: {sentence}"


# How the table is made


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project: a package in a package, a script of ours, one of others, and folders that are no packages."""
    write(tmp_path / "macros" / "__init__.py", '"""All of it. And more."""\n')
    write(tmp_path / "macros" / "b.py", '"""The second one, see `a.b`.\n\nNot this."""\nimport nothing_of_this\n')
    write(tmp_path / "macros" / "a.py", '"""The <first>\none. Not this."""\n')
    write(tmp_path / "macros" / "new" / "__init__.py", '"""What is new."""\n')
    write(tmp_path / "macros" / "new" / "c.py", "import this\n")
    write(tmp_path / "macros" / "corpus" / "__init__.py", '"""The data."""\n')
    write(tmp_path / "macros" / "templates" / "d.py", '"""No package."""\n')
    write(tmp_path / "scripts" / "__init__.py", '"""The tasks."""\n')
    write(tmp_path / "scripts" / "javascript" / "node_modules" / "e.js", "/** Not ours. */\n")
    write(tmp_path / "docs" / "assets" / "javascripts" / "f.js", "/**\n * Runs on\n * a page. Not this.\n */\n")
    write(tmp_path / "docs" / "assets" / "javascripts" / "g.js", "(() => {/** Not this. */})();\n")
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_folders_come_in_the_order_of_the_guide_and_new_ones_after_their_own(project: Path) -> None:
    assert folders(project) == ["macros/corpus", "macros", "macros/new", "scripts", "docs/assets/javascripts"]


def test_the_table_is_made_of_first_sentences(project: Path) -> None:
    found = {folder.name: folder for folder in view(project).folders}
    assert found["macros"].lead == "All of it."
    assert [(each.name, each.reason) for each in found["macros"].modules] == [
        ("a.py", "The <first> one."),
        ("b.py", "The second one, see `a.b`."),
    ]
    assert [(each.name, each.reason) for each in found["macros/new"].modules] == [("c.py", "")]
    assert [(each.name, each.reason) for each in found["docs/assets/javascripts"].modules] == [("f.js", "Runs on a page.")]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "import os\n", '"""Never ends.', "'''Other marks.'''", '# A comment\n"""Late."""']
)
def test_what_does_not_begin_with_a_docstring_says_nothing(text: str, tmp_path: Path) -> None:
    write(tmp_path / "a.py", text)
    assert first_words(tmp_path / "a.py") == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("One. Two.", "One."),
        ("See a.py, then go.\nMore.", "See a.py, then go."),
        ("No end", "No end"),
        ("One\n  line. Two.", "One line."),
        ("A paragraph\n\nAnother. One.", "A paragraph"),
    ],
)
def test_a_sentence_ends_with_a_full_stop_that_ends_a_word(words: str, sentence: str) -> None:
    assert first_sentence(words) == sentence


def test_the_table_is_a_table_whose_words_are_escaped(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, project: Path) -> None:  # fmt: skip
    table = str(Macros(corpus, lambda: "contributing/architecture.html").macros()["modules"]())
    assert "<code>macros/corpus/</code>" in table
    assert table.count("<tr") == 1 + len(view().folders) + len(there())
    monkeypatch.setattr("macros.pages.module_reference.view", lambda: view(project))
    table = str(Macros(corpus, lambda: "contributing/architecture.html").macros()["modules"]())
    assert "The &lt;first&gt; one." in table
    assert "see <code>a.b</code>." in table
