"""All tasks of this project: `python3 scripts/dev.py TASK`.

Needs only Python 3.11 or newer. The first task that needs more makes the environment .venv and installs the locked
requirements into it with pip. Works on Linux, macOS and Windows.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
JAVASCRIPT = ROOT / "scripts" / "javascript"


def setup(_rest):
    """Make the environment .venv with everything locked, for the site and for tests."""
    _environment("requirements.txt", "requirements-dev.txt")
    print("The environment is ready:", VENV.relative_to(ROOT))


def serve(rest):
    """Check the data, build, and serve with live reload at http://127.0.0.1:8000/ (macros/*.py are read only once)."""
    _environment("requirements.txt")
    _python("-m", "scripts.check")
    _mkdocs("serve", *rest)


def build(rest):
    """Check the data, build the site into site/ and prove it; a broken build leaves the previous site."""
    _environment("requirements.txt")
    _mkdocs("build", "--strict", *rest)


def impact(rest):
    """Say what a change does: impact BASE, a branch, tag or commit or a built site. --html and --markdown FILE."""
    _environment("requirements.txt")
    _python("-m", "scripts.impact", "--from", os.getcwd(), *rest)


def bundle(rest):
    """Build, then pack the site for reading from disk into dist/. --draft WORDS marks every page."""
    _environment("requirements.txt")
    parser = argparse.ArgumentParser(prog="dev.py bundle", allow_abbrev=False)
    parser.add_argument("--draft", metavar="WORDS")
    options, rest = parser.parse_known_args(rest)
    _mkdocs("build", "--strict", **({"DRAFT_OF": options.draft} if options.draft else {}))
    _python("-m", "scripts.bundle", *rest)


def check(rest):
    """Check the data only. --format github or json for machines."""
    _environment("requirements.txt")
    _python("-m", "scripts.check", *rest)


def new(rest):
    """Begin a record: new document SYMBOL, session YEAR, event DATE TITLE, term, topic or witness TITLE."""
    _environment("requirements.txt")
    _python("-m", "scripts.new_record", *rest)


def format(rest):  # noqa: A001 - the name of the task
    """Tidy the records, all or those named; --check only tells which are not tidy."""
    _environment("requirements.txt")
    _python("-m", "scripts.format_records", *map(_from_here, rest))


def fix(rest):
    """Apply the repairs that are certain and say what is left; --dry-run only shows them."""
    _environment("requirements.txt")
    _python("-m", "scripts.fix_records", *rest)


def test(rest):
    """Everything that must pass: data, lint, types, then all tests. Arguments go to pytest."""
    _environment("requirements.txt", "requirements-dev.txt")
    _python("-m", "scripts.check", "--format", "text")
    _python("-m", "scripts.format_records", "--check")
    _lint()
    _types()
    _python("-m", "pytest", "-n", "auto", *([] if _browser_found() else ["-m", "not browser"]), *rest)


def lint(rest):
    """Lint and check the layers of the design; --fix repairs and formats what can be."""
    _environment("requirements.txt", "requirements-dev.txt")
    if "--fix" in rest:
        _python("-m", "ruff", "check", "--fix", ".")
        _python("-m", "ruff", "format", ".")
    _lint()


def types(_rest):
    """Check all types, strictly: those of Python, then those of the site's scripts."""
    _environment("requirements.txt", "requirements-dev.txt")
    _types()


def lock(rest):
    """Write requirements.txt, -dev.txt and -bench.txt from the .in files, with hashes, for every system."""
    _environment("requirements.txt", "requirements-dev.txt")
    options = "--universal --generate-hashes --no-emit-index-url --no-emit-find-links --quiet".split()
    told = ["--custom-compile-command", "python3 scripts/dev.py lock", "--python-version", "{}.{}".format(*OLDEST)]
    for name in ("requirements", "requirements-dev", "requirements-bench"):
        command = [_tool("uv"), "pip", "compile", f"{name}.in", "--output-file", f"{name}.txt", *options, *told, *rest]
        _run(command, env={**os.environ, **_index()})


def schema(_rest):
    """Write the JSON Schemas in data/schema/ from the records."""
    _environment("requirements.txt")
    _python("-m", "scripts.write_schema")


def accept(_rest):
    """Write golden files and reports of bad corpora anew, list new addresses; read the difference before you commit."""
    _environment("requirements.txt", "requirements-dev.txt")
    files = ("tests/test_golden.py", "tests/test_rules.py", "tests/test_gallery.py", "tests/test_addresses.py")
    _python("-m", "pytest", *files, "--accept", "-m", "not browser", "-q", "-n", "0")


def fuzz(rest):
    """Break records at random, each kind so many times (2000 unless told), and see that each is read or refused."""
    _environment("requirements.txt", "requirements-dev.txt")
    count, rest = (rest[0], rest[1:]) if rest and rest[0].isdigit() else ("2000", rest)
    command = [str(_python_path()), *"-m pytest tests/test_fuzz.py -n auto -q".split(), *rest]
    _run(command, env={**os.environ, "FUZZ_EXAMPLES": count})


def pages(rest):
    """Write the pages made from records as Markdown files into a folder, for another generator."""
    _environment("requirements.txt")
    _python("-m", "scripts.write_pages", *rest)


def bench(rest):
    """Measure builds and their growth; bench peers: beside Hugo; bench serve [--peers]: the preview; bench search."""
    what, rest = (rest[0], rest[1:]) if rest[:1] in (["peers"], ["serve"], ["search"]) else ("", rest)
    needed = {"peers": ["requirements-bench.txt"], "search": ["requirements-dev.txt"]}
    more = needed.get("peers" if "--peers" in rest else what, [])
    _environment("requirements.txt", *more)
    _python("-m", f"scripts.bench_{what}" if what else "scripts.bench", *rest)


TASKS = (
    setup,
    serve,
    build,
    impact,
    bundle,
    check,
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
    pages,
    bench,
)


def main():
    """Find the task and run it with the remaining arguments."""
    if sys.version_info < OLDEST:
        _stop(
            "This needs Python {}.{} or newer; this is Python {}.{}.".format(*OLDEST, *sys.version_info),
            "Install a newer Python and call this file with it, for example: python3.12 scripts/dev.py ...",
        )
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(metavar="TASK", required=True)
    for task in TASKS:
        about = tasks.add_parser(task.__name__, help=task.__doc__, description=task.__doc__, add_help=True)
        about.set_defaults(task=task)
    options, rest = parser.parse_known_args()
    options.task(rest)


def _environment(*files):
    """Make .venv if needed and install locked requirements that changed since the last time."""
    if not _python_path().exists():
        print("Making the environment .venv ...", flush=True)
        try:
            subprocess.run(
                [sys.executable, "-m", "venv", "--clear", str(VENV)], check=True, capture_output=True, text=True
            )
        except subprocess.CalledProcessError as error:
            shutil.rmtree(VENV, ignore_errors=True)
            if "ensurepip" in error.stdout + error.stderr:
                _stop(
                    "Python's venv module cannot make an environment here: ensurepip is missing.",
                    "On Debian and Ubuntu: sudo apt install python3-venv",
                )
            _stop("The environment could not be made:\n" + error.stdout + error.stderr)
    for name in files:
        stamp = VENV / (name + ".sha256")
        wanted = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
        if stamp.exists() and stamp.read_text() == wanted:
            continue
        print(f"Installing {name} ...", flush=True)
        install = "-m pip install --quiet --disable-pip-version-check --require-hashes -r".split()
        done = subprocess.run([str(_python_path()), *install, name], cwd=ROOT, check=False)
        if done.returncode:
            _stop(
                f"pip could not install {name}.",
                "Is a package index in reach? Look at the lines above; then call the same command again.",
            )
        stamp.write_text(wanted)


def _lint():
    _python("-m", "ruff", "check", ".")
    _python("-m", "ruff", "format", "--check", ".")
    _run([_tool("lint-imports"), "--no-cache"], env={**os.environ, "PYTHONPATH": str(ROOT)})


def _types():
    _python("-m", "mypy")
    if _npm_found():
        _javascript()
        _run([shutil.which("node"), str(JAVASCRIPT / "node_modules/typescript/bin/tsc"), "--project", str(JAVASCRIPT)])


def _javascript():
    """Install the locked tools that check the site's scripts, when the lock changed. No script of a package is run."""
    installed = JAVASCRIPT / "node_modules"
    stamp = installed / ".installed.sha256"
    wanted = hashlib.sha256((JAVASCRIPT / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Installing scripts/javascript/package-lock.json ...", flush=True)
    if subprocess.run([shutil.which("npm"), "ci", "--ignore-scripts"], cwd=JAVASCRIPT, check=False).returncode:
        _stop(
            "npm could not install scripts/javascript/package-lock.json.",
            "Is a package registry in reach? Look at the lines above; then call the same command again.",
        )
    stamp.write_text(wanted)


def _browser_found():
    """Tell whether there is a browser for the tests that need one, and say loudly when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    if os.environ.get("BROWSER_PATH") or any(map(shutil.which, names)):
        return True
    _left_out(
        "the tests in a browser",
        "Chromium",
        "Install it (Debian and Ubuntu: sudo apt install chromium) or set BROWSER_PATH.",
    )
    return False


def _npm_found():
    """Tell whether there are node and npm to check the site's scripts, and say loudly when there are none."""
    if shutil.which("npm") and shutil.which("node"):
        return True
    _left_out(
        "the types and sizes of the site's scripts",
        "npm",
        "Install it (Debian and Ubuntu: sudo apt install --no-install-recommends nodejs npm).",
    )
    return False


def _left_out(checks, program, remedy):
    """Say loudly which checks are left out because a program is missing. In CI that ends the task."""
    line = "!" * 78
    print(line)
    print(f"No {program} was found: {checks.upper()} ARE LEFT OUT.")
    print(remedy)
    print(line, flush=True)
    if os.environ.get("CI"):
        _stop(f"In CI {checks} must not be left out.")


def _index():
    """Hand the package index that pip is set up with to uv, which does not read pip's settings."""
    told = {}
    for setting, variable in (
        ("index-url", "UV_DEFAULT_INDEX"),
        ("extra-index-url", "UV_INDEX"),
        ("cert", "SSL_CERT_FILE"),
    ):
        for scope in ("global", ":env:"):
            done = subprocess.run(
                [str(_python_path()), "-m", "pip", "config", "get", f"{scope}.{setting}"],
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode == 0 and done.stdout.strip():
                told[variable] = done.stdout.strip()
    if "UV_INDEX" in told:
        told["UV_INDEX_STRATEGY"] = "unsafe-best-match"  # the best version of all indexes, as pip chooses
    return {} if "UV_DEFAULT_INDEX" in os.environ else told


def _from_here(argument):
    """Return a path that was given from the caller's folder as one that holds anywhere; other arguments as they are."""
    return str(Path(argument).resolve()) if Path(argument).exists() else argument


def _mkdocs(*arguments, **told):
    _run([str(_python_path()), "-m", "mkdocs", *arguments], env={**os.environ, **told})


def _python(*arguments):
    _run([str(_python_path()), *arguments])


def _run(command, env=None):
    """Run a command from the root of the project; end with its exit code when it fails."""
    code = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
    if code:
        sys.exit(code)


def _python_path():
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _tool(name):
    return str(_python_path().with_name(name + (".exe" if os.name == "nt" else "")))


def _stop(problem, remedy=""):
    sys.exit("\n".join(line for line in (problem, remedy) if line))


if __name__ == "__main__":
    main()
