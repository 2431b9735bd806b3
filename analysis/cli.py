"""The command line. Results go to standard output, progress and problems to standard error (exit codes: errors.py)."""

import argparse
import codecs
import json
import os
import signal
import sys
import traceback
from dataclasses import fields
from pathlib import Path

import analysis
from analysis.errors import OnRecordError, UsageError
from analysis.settings import Settings, expand, find_source, project_root, read_params_file, shown, without_home

INTERRUPTED, TERMINATED = 130, 143


def main(arguments: list[str] | None = None) -> int:
    """Run the program ``onrecord``; returns its exit code."""
    _safe_streams()
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _terminate)
    _Terminated.came = False
    try:
        options.do(options)
        sys.stdout.flush()
        return 0
    except OnRecordError as error:
        return _fail(options, str(error), error.exit_code)
    except KeyboardInterrupt:
        return _fail(options, "interrupted; nothing was left half-written.", INTERRUPTED)
    except BrokenPipeError:  # the reader of our output (head, less) has gone: not an error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the last line of defence: one line, not a page, for who only runs the program
        return _fail(options, f"unexpected {type(error).__name__}: {error} (--debug shows where)", 1)


def _fail(options: argparse.Namespace, message: str, code: int) -> int:
    if _Terminated.came:
        message, code = "terminated; nothing was left half-written.", TERMINATED
    if options.debug:
        traceback.print_exc()
    print(f"onrecord: {' '.join(message.split())}", file=sys.stderr)
    return code


class _Terminated(KeyboardInterrupt):
    """SIGTERM, raised where it interrupts, so that kernels stop and half-written folders go."""

    came = False  # a library that is interrupted may raise something else in its place


def _terminate(number, frame):
    _Terminated.came = True
    raise _Terminated


def _safe_streams() -> None:
    """Let article text and file names be printed whatever encoding a terminal or a cron job has."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--debug", action="store_true", help="show a traceback with an error")
    parser = argparse.ArgumentParser(
        prog="onrecord", description="Who said what, about whom, taking which position, in what tone."
    )
    parser.add_argument("--version", action="version", version=f"On Record {analysis.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name, do, text):
        sub = commands.add_parser(name, parents=[common], help=text, description=text[0].upper() + text[1:] + ".")
        sub.set_defaults(do=do)
        return sub

    run = command("run", _run, "read articles; write tables, notebooks, figures and a report")
    run.add_argument("sources", nargs="*", metavar="SOURCES", help="folders or files of articles")
    run.add_argument("--name", help="name of the run (default: source set and UTC time)")
    run.add_argument("--outputs", metavar="DIR", help="folder of runs (default: outputs)")
    run.add_argument("--params", metavar="FILE.yaml", help="parameters (and sources, name, outputs ...) from a file")
    run.add_argument(
        "-p",
        dest="given",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="a notebook parameter, over the file's; see 'onrecord params'",
    )
    run.add_argument("--workers", type=int, metavar="N", help="processes that annotate articles (default: 1)")
    run.add_argument("--fresh", action="store_const", const=True, help="annotate again, whatever is stored")
    run.add_argument(
        "--replace", action="store_const", const=True, help="put this run in the place of one of the same name"
    )

    check = command("check", _check, "list the files that would be read, as what, and those that would not be and why")
    check.add_argument("sources", nargs="+", metavar="SOURCES", help="folders or files of articles")

    annotate = command("annotate", _annotate, "annotate one article, its text taken as given, to JSON")
    annotate.add_argument("file", metavar="FILE", help="a text file in UTF-8, or - for standard input")

    command("params", _params, "list the notebooks' parameters with type, default and help")

    sets = command("sets", _sets, "list source sets")
    sets.add_argument("sources", nargs="*", metavar="SOURCES", help="where to look (default: seeds)")

    runs = command("runs", _runs, "list finished runs, oldest first")
    runs.add_argument("--outputs", metavar="DIR", default="outputs", help="folder of runs (default: outputs)")
    return parser


def _run(options: argparse.Namespace) -> None:
    from analysis.progress import Progress

    found, params = read_params_file(options.params) if options.params else ({}, {})
    names = [f.name for f in fields(Settings) if f.name != "params"]
    found.update({n: v for n in names if (v := getattr(options, n)) not in (None, [])})
    params.update(_pair(text) for text in options.given)
    found["sources"] = tuple(found.get("sources", ()))
    settings = Settings(**found, params=params)
    progress = Progress()
    progress("start", 0, 0)  # drawn at once: the libraries take seconds to load
    try:
        from analysis.report.run import run

        folder = run(settings, progress)
    finally:
        progress.close()
    print(folder / "report.html")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageError(f"-p {shown(text)}: expected NAME=VALUE.")
    return name.strip(), value


def _check(options: argparse.Namespace) -> None:
    from analysis.ingest import read

    corpus = read([find_source(s) for s in options.sources])
    for article in corpus.articles:
        what = article.title or "no title"
        when = article.published or "date not known"
        told = f"{article.reason}" if article.status == "skipped" else f"{when}, {article.words} words, {shown(what)}"
        if article.status == "used_with_warning":
            told += f" ({article.reason})"
        print(f"{article.status}\t{shown(article.file)}\t{told}")
    for problem in corpus.problems:
        print(f"{shown(problem.file)}: {problem.code}: {problem.message}", file=sys.stderr)
    found, used = len(corpus.articles), len(corpus.used)
    print(f"{found} files found, {used} would be used, {found - used} not.", file=sys.stderr)
    corpus.require_usable()


def _annotate(options: argparse.Namespace) -> None:
    text = _text(options.file)
    doc = analysis.load_pipeline()(text)
    result = {
        "text": text,
        "entities": [{"start": e.start_char, "end": e.end_char, "label": e.label_, "text": e.text} for e in doc.ents],
        "attributions": [_record(a) for a in doc._.attributions],
        "actors": [_record(a) for a in doc._.actors],
    }
    json.dump(result, sys.stdout, ensure_ascii=True)
    print()


def _record(record) -> dict:
    return {f.name: getattr(record, f.name) for f in fields(record)}


def _text(file: str) -> str:
    """The text of a file or of standard input: UTF-8, a byte-order mark dropped, line ends as they are."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else expand(file).read_bytes()
    except OSError as error:
        raise UsageError(f"{shown(file)}: cannot be read: {error.strerror or error}.") from None
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        place = "standard input" if file == "-" else shown(file)
        raise UsageError(
            f"{place}: not UTF-8 (byte {error.start}). 'onrecord run' reads other encodings; convert it for annotate."
        ) from None
    if len(text) > 1_000_000:
        raise UsageError(f"{shown(file)}: {len(text):,} characters; one article may have at most 1,000,000.")
    return text


def _params(options: argparse.Namespace) -> None:
    from analysis.report import params

    known = params.declared(params.chapters()).values()
    width = max((len(p.name) for p in known), default=0)
    for p in sorted(known, key=lambda p: p.name in params.SET_BY_RUN):
        told = "; set by the run" if p.name in params.SET_BY_RUN else ""
        print(f"{p.name:{width}}  {p.type or 'any':5}  {p.default:12}  {p.help}{told}  [{', '.join(p.notebooks)}]")


def _sets(options: argparse.Namespace) -> None:
    from analysis.ingest.sources import find

    files, sets = find([find_source(s) for s in options.sources or ["seeds"]])
    for source in sets:
        count = sum(f.set == source.name for f in files)
        print(f"{source.name}\t{count} files, {len(source.issues)} issues\t{_place(source.path)}\t{source.title or ''}")


def _place(path: Path) -> str:
    """A path as a user would type it here."""
    for base in (Path.cwd(), project_root()):
        if path.is_relative_to(base):
            return str(path.relative_to(base))
    return without_home(path)


def _runs(options: argparse.Namespace) -> None:
    from analysis.report import manifest

    outputs = expand(options.outputs)
    found = [(m["started"], folder, m) for folder in sorted(outputs.glob("[!.]*")) if (m := manifest.read(folder))]
    for started, folder, about in sorted(found, key=lambda row: row[0]):
        counts = about["counts"]
        read = counts["articles"] - counts["articles_skipped"]
        print(f"{about['run']}\t{started}\t{read} articles, {counts['quotes']} quotes\t{folder / 'report.html'}")
