"""All tasks of this project: `python3 scripts/dev.py TASK`.

Needs only Python 3.11 or newer. The first task that needs more makes the environment .venv and installs the locked
requirements into it with pip. Works on Linux, macOS and Windows.
"""

import signal
import sys

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ends this without a word until `terminal.run` knows better

import argparse
import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if sys.path[0] != str(ROOT):
    sys.path.insert(0, str(ROOT))  # for the modules beside this one, from wherever it is called

from scripts import OLDEST  # noqa: E402 - after the path is known

if sys.version_info < OLDEST:  # before anything is read that an older Python does not understand
    sys.exit(
        "This needs Python {}.{} or newer; this is Python {}.{}. ".format(*OLDEST, *sys.version_info[:2])
        + "Install a newer Python and call this file with it, for example: python3.12 scripts/dev.py ..."
    )

from scripts import children, port, terminal, tools, typescript  # noqa: E402 - after the version is known
from scripts.environment import Environment  # noqa: E402

VENV = Environment(ROOT / ".venv")

WITHOUT_PDF = 3
"""The exit code of scripts/book.py when only the EPUB could be made."""


def setup(_rest):
    """Make the environment .venv with everything locked, for the site and for tests."""
    _environment("requirements.txt", "requirements-dev.txt")
    print("The environment is ready:", VENV.folder.relative_to(ROOT))


def serve(rest):
    """Check the data, build, and serve with live reload at http://127.0.0.1:8000/ (macros/*.py are read only once)."""
    refusal = port.refusal(port.address(rest, ROOT / "mkdocs.yml"))
    if refusal:
        sys.exit(refusal)
    _environment("requirements.txt")
    _mkdocs("serve", *rest)


def build(rest):
    """Check the data, build the site into site/ and prove it; a broken one leaves the old. --book: with the book."""
    _environment("requirements.txt")
    rest, told = _with_book(rest)
    _mkdocs("build", "--strict", *rest, **told)


def impact(rest):
    """Say what a change does: impact BASE, a branch, tag or commit or a built site. --html and --markdown FILE."""
    _environment("requirements.txt")
    _python("scripts.impact", "--from", os.getcwd(), *rest)


def bundle(rest):
    """Build, then pack the site for reading from disk into dist/. --draft WORDS marks every page. --book as above."""
    _environment("requirements.txt")
    parser = argparse.ArgumentParser(prog="dev.py bundle", allow_abbrev=False)
    parser.add_argument("--draft", metavar="WORDS")
    options, rest = parser.parse_known_args(rest)
    draft = {"DRAFT_OF": options.draft} if options.draft else {}
    rest, told = _with_book(rest, **draft)
    _mkdocs("build", "--strict", **draft, **told)
    _python("scripts.bundle", *rest)


def book(rest):
    """Make the book, a PDF and an EPUB, in dist/book/. The PDF needs Pango; the EPUB needs nothing."""
    _environment("requirements.txt", "requirements-book.txt")
    _python("scripts.book", *rest)


def release(rest):
    """Begin an edition: release VERSION [--since REV] tells its changes; or make its files: [--tag TAG] [--book]."""
    _environment("requirements.txt")
    if rest[:1] and not rest[0].startswith("-"):
        _python("scripts.write_changes", *rest)
    else:
        rest, told = _with_book(rest)
        _mkdocs("build", "--strict", **told)
        _python("scripts.release", *rest, **told)


def verify(rest):
    """Build a release again from its commit and say of each file whether it is the same: verify DIST."""
    folders = [*map(_from_here, rest)]
    has_pdf = any(Path(each).is_dir() and any(Path(each).glob("*.pdf")) for each in folders)
    _environment("requirements.txt", *(["requirements-book.txt"] if has_pdf else []))
    _python("scripts.verify", *folders)


def check(rest):
    """Check the data only. --format github or json for machines."""
    _environment("requirements.txt")
    _python("scripts.check", *rest)


def links(rest):
    """Ask every outside address in the records whether it answers; needs a network, and no other task runs it."""
    _environment("requirements.txt")
    _python("scripts.check_links", *rest)


def new(rest):
    """Begin a record: new document SYMBOL, session YEAR, event DATE TITLE, term, topic or witness TITLE."""
    _environment("requirements.txt")
    _python("scripts.new_record", *rest)


def format(rest):  # noqa: A001 - the name of the task
    """Tidy the records, all or those named; --check only tells which are not tidy."""
    _environment("requirements.txt")
    _python("scripts.format_records", *map(_from_here, rest))


def fix(rest):
    """Apply the repairs that are certain and say what is left; --dry-run only shows them."""
    _environment("requirements.txt")
    _python("scripts.fix_records", *rest)


def test(rest):
    """Everything that must pass: data, lint, types, then all tests. Other arguments than --install go to pytest.

    What is missing on this machine is said first, and last of all what was not tested; in CI nothing may be missing.
    With --install, Playwright fetches a browser where there is none.
    """
    if "--install" in rest:
        _fetch_browser()
        rest = [argument for argument in rest if argument != "--install"]
    lacking = tools.missing(VENV.folder)
    tools.tell(lacking)
    with tempfile.TemporaryDirectory() as folder:
        noted, ended = Path(folder, "skipped.txt"), False
        try:
            _test(lacking, noted, rest)
            ended = True
        finally:
            skipped = noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []
            print(tools.last_words(lacking, skipped, ended=ended or noted.exists()), flush=True)
    if skipped and os.environ.get("CI"):
        sys.exit("In CI no test may be skipped.")


def _test(lacking, noted, rest):
    _environment("requirements.txt", "requirements-dev.txt", "requirements-book.txt")
    _python("scripts.check", "--format", "text")
    _python("scripts.format_records", "--check")
    _lint()
    _types(lacking)
    chosen = ["-m", "not browser"] if tools.BROWSER in lacking else []
    _python(*"pytest -n auto --dist loadfile".split(), *chosen, *rest, SKIPPED_INTO=str(noted))


def lint(rest):
    """Lint and check the layers of the design; --fix repairs and formats what can be."""
    _environment("requirements.txt", "requirements-dev.txt")
    if "--fix" in rest:
        _python("ruff", "check", "--fix", ".")
        _python("ruff", "format", ".")
    _lint()


def types(_rest):
    """Check all types, strictly: those of Python, then those of the site's scripts."""
    lacking = [each for each in tools.missing(VENV.folder) if each == tools.NPM]
    tools.tell(lacking)
    _environment("requirements.txt", "requirements-dev.txt")
    _types(lacking)


def lock(rest):
    """Write requirements.txt and -dev, -bench and -book.txt from the .in files, with hashes, for every system."""
    _environment("requirements.txt", "requirements-dev.txt")
    _python("scripts.lock_requirements", *rest)


def schema(_rest):
    """Write the JSON Schemas in data/schema/ from the records."""
    _environment("requirements.txt")
    _python("scripts.write_schema")


def accept(_rest):
    """Write golden files and reports of bad corpora anew, list new addresses; read the difference before you commit."""
    _environment("requirements.txt", "requirements-dev.txt")
    files = [f"tests/test_{name}.py" for name in ("golden", "rules", "gallery", "addresses", "data")]
    _python("pytest", *files, "--accept", "-m", "not browser", "-q", "-n", "0")


def fuzz(rest):
    """Break records at random, each kind so many times (2000 unless told), and see that each is read or refused."""
    _environment("requirements.txt", "requirements-dev.txt")
    count, rest = (rest[0], rest[1:]) if rest and rest[0].isdigit() else ("2000", rest)
    _python(*"pytest tests/test_fuzz.py -n auto -q".split(), *rest, FUZZ_EXAMPLES=count)


def attack(rest):
    """Put hostile words into every field of the data, build it, and see in a browser that nothing of it runs."""
    _environment("requirements.txt", "requirements-dev.txt")
    _python("pytest", "tests/test_attack.py", "-q", *rest)


def mutate(rest):
    """Change the meaning of code a little, in a copy, and see what fast tests notice: [PACKAGE ...] [--sample N]."""
    _environment("requirements.txt", "requirements-dev.txt")
    _python("scripts.mutate", *rest)


def pages(rest):
    """Write the pages made from records as Markdown files into a folder, for another generator."""
    _environment("requirements.txt")
    _python("scripts.write_pages", *rest)


def bench(rest):
    """Measure builds and their growth; bench peers: beside Hugo; bench serve [--peers]: the preview; bench search."""
    what, rest = (rest[0], rest[1:]) if rest[:1] in (["peers"], ["serve"], ["search"]) else ("", rest)
    needed = {"peers": ["requirements-bench.txt"], "search": ["requirements-dev.txt"]}
    more = needed.get("peers" if "--peers" in rest else what, [])
    _environment("requirements.txt", *more)
    _python(f"scripts.bench_{what}" if what else "scripts.bench", *rest)


TASKS = (
    setup,
    serve,
    build,
    impact,
    bundle,
    book,
    release,
    verify,
    check,
    links,
    new,
    format,
    fix,
    test,
    lint,
    types,
    lock,
    schema,
    accept,
    fuzz,
    attack,
    mutate,
    pages,
    bench,
)


def main():
    """Find the task and run it with the remaining arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(metavar="TASK", required=True)
    for task in TASKS:
        about = tasks.add_parser(task.__name__, help=task.__doc__, description=task.__doc__, add_help=True)
        about.set_defaults(task=task)
    options, rest = parser.parse_known_args()
    try:
        options.task(rest)
    except KeyboardInterrupt as told:
        print("Stopped.", *getattr(told, "__notes__", ()), file=sys.stderr)
        return terminal.code_of(told)
    return 0


def _environment(*files):
    """Make sure that .venv is whole and holds what these files lock."""
    VENV.ready([ROOT / name for name in files])


def _with_book(rest, **told):
    """Make the book where --book asks for it. Return the other arguments, and what tells the build of it. What cannot
    be made for want of a library or an index is told in a line, and the site is built all the same; not so in CI."""
    if "--book" not in rest:
        return rest, {}
    try:
        _environment("requirements.txt", "requirements-book.txt")
    except SystemExit as end:
        if os.environ.get("CI"):
            raise
        print(end, "The site is built without the book.", sep="\n", file=sys.stderr, flush=True)
        told = {}
    else:
        _python("scripts.book", accepts=() if os.environ.get("CI") else (WITHOUT_PDF,), **told)
        told = {"BOOK": "dist/book"}
    return [argument for argument in rest if argument != "--book"], told


def _lint():
    _python("ruff", "check", ".")
    _python("ruff", "format", "--check", ".")
    _python("importlinter.cli:lint_imports_command", "--no-cache")


def _types(lacking):
    _python("mypy")
    if tools.NPM not in lacking:
        typescript.install()
        _run(typescript.command())


def _fetch_browser():
    """Let Playwright fetch a browser for itself where there is none; say in one line when that does not go."""
    _environment("requirements.txt", "requirements-dev.txt")
    if tools.has_browser(VENV.folder):
        return
    print("Fetching a browser through Playwright ...", flush=True)
    code, said = children.captured([str(VENV.python), *"-m playwright install chromium".split()], folder=ROOT)
    if code:
        why = children.gist(said)
        print(f"Playwright could not fetch a browser ({why}). Is its download host in reach?", flush=True)


def _from_here(argument):
    """Return a path that was given from the caller's folder as one that holds anywhere; other arguments as they are."""
    return str(Path(argument).resolve()) if Path(argument).exists() else argument


def _mkdocs(*arguments, **told):
    _python("mkdocs", *arguments, **told)


def _python(module, *arguments, accepts=(), **told):
    """Run a module in the environment, with further variables in its own environment."""
    _run([str(VENV.python), "-m", "scripts.terminal", module, *arguments], listens=True, accepts=accepts, **told)


def _run(command, *, listens=False, accepts=(), **told):
    """Run a command from the root of the project; end with its exit code when it fails, unless that is accepted."""
    code = children.run(command, folder=ROOT, environment={**os.environ, **told}, listens=listens)
    if code and code not in accepts:
        sys.exit(code if code > 0 else 128 - code)


if __name__ == "__main__":
    sys.exit(terminal.run(main))
