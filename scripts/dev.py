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
SITE = ROOT / "site"


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


def check(rest):
    """Check the data only. --format github or json for machines."""
    _environment("requirements.txt")
    _python("-m", "scripts.check", *rest)


def test(rest):
    """Everything that must pass: data, lint, types, then all tests. Arguments go to pytest."""
    _environment("requirements.txt", "requirements-dev.txt")
    _python("-m", "scripts.check", "--format", "text")
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
    """Check all types, strictly."""
    _environment("requirements.txt", "requirements-dev.txt")
    _types()


def lock(rest):
    """Write requirements.txt and requirements-dev.txt from the .in files, with hashes, for every system."""
    _environment("requirements.txt", "requirements-dev.txt")
    options = "--universal --generate-hashes --no-emit-index-url --no-emit-find-links --quiet".split()
    told = ["--custom-compile-command", "python3 scripts/dev.py lock", "--python-version", "{}.{}".format(*OLDEST)]
    for name in ("requirements", "requirements-dev"):
        command = [_tool("uv"), "pip", "compile", f"{name}.in", "--output-file", f"{name}.txt", *options, *told, *rest]
        _run(command, env={**os.environ, **_index()})


def schema(_rest):
    """Write the JSON Schemas in data/schema/ from the records."""
    _environment("requirements.txt")
    _python("-m", "scripts.write_schema")


def accept(_rest):
    """Write the golden files and the expected reports of broken data anew; read the difference before you commit."""
    _environment("requirements.txt", "requirements-dev.txt")
    _python(
        "-m",
        "pytest",
        "tests/test_golden.py",
        "tests/test_rules.py",
        "tests/test_gallery.py",
        "--accept",
        "-q",
        "-n",
        "0",
    )


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
    """Measure how time and page size grow with the number of records."""
    _environment("requirements.txt")
    _python("-m", "scripts.bench", *rest)


TASKS = (setup, serve, build, check, test, lint, types, lock, schema, accept, fuzz, pages, bench)


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


def _browser_found():
    """Tell whether there is a browser for the tests that need one, and say loudly when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    if os.environ.get("BROWSER_PATH") or any(map(shutil.which, names)):
        return True
    line = "!" * 78
    print(line)
    print("No Chromium was found: THE TESTS IN A BROWSER ARE LEFT OUT.")
    print("Install it (Debian and Ubuntu: sudo apt install chromium) or set BROWSER_PATH.")
    print(line, flush=True)
    if os.environ.get("CI"):
        _stop("In CI the tests in a browser must not be left out.")
    return False


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


def _mkdocs(*arguments):
    _python("-m", "mkdocs", *arguments)


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
