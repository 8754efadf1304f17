"""`medlint check`."""

from __future__ import annotations

import sys
from typing import Any

import click

from medlint.cli.options import Stop, config_options, load_configs, names, optional_values
from medlint.errors import ConfigError, MedlintError
from medlint.findings import CONFIDENCES, SEVERITIES
from medlint.nearest_config import Configs


class _Check(click.Command):
    """A command whose `--diff` may stand without a value, whatever comes after it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, optional_values(args, "--diff"))


@click.command("check", cls=_Check)
@click.argument("paths", nargs=-1, type=click.Path())
@config_options
@click.option(
    "--format", "formats", multiple=True, metavar="NAME[=FILE]",
    help="full, concise, json, jsonl, sarif, github, gitlab, junit, rdjson or markdown; may be repeated.",
)  # fmt: skip
@click.option("--output-file", type=click.Path(dir_okay=False), help="Write the findings there.")
@click.option(
    "--select", multiple=True, metavar="RULES", help="Only these rules or families, with commas between them."
)
@click.option("--extend-select", multiple=True, metavar="RULES", help="These too, beside the default ones.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these; adds to the configuration.")
@click.option(
    "--fail-on", type=click.Choice(SEVERITIES), help="The least severity that fails the run (default: error)."
)
@click.option(
    "--min-confidence", type=click.Choice(CONFIDENCES),
    help="Hide findings that are less sure (default: medium).",
)  # fmt: skip
@click.option("--show-info", is_flag=True, help="Show findings of severity info.")
@click.option(
    "--diff", "diff", metavar="[=REF]",
    help="Only what changed since REF (default: since the branch left the main branch).",
)  # fmt: skip
@click.option("--staged", is_flag=True, help="Only what is staged for the next commit.")
@click.option("--fix", is_flag=True, help="Make the safe fixes: abbreviations written out, heading levels.")
@click.option("--diff-fixes", is_flag=True, help="Show what --fix would do, and change nothing.")
@click.option("--add-ignore", metavar="REASON", help="Write suppressions for what is left.")
@click.option("--force-exclude", is_flag=True, help="Leave out excluded files even when they are named.")
@click.option("--stdin-filename", default="-", help="Name (and format) of what comes on standard input.")
@click.option("--jobs", type=click.IntRange(1), help="Processes (default: as many as pay).")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option("--no-baseline", is_flag=True, help="Count the findings that the baseline knows, too.")
@click.option("--quiet", "-q", is_flag=True, help="Print no summary.")
@click.option(
    "--statistics", is_flag=True, help="Show only how many findings each rule has (full and concise)."
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 in spite of findings.")
@click.option("--color/--no-color", "color", default=None, help="Colour the output (default: on a terminal).")
def command(paths: tuple[str, ...], **options: Any) -> None:
    """Find faults in articles.

    PATHS are files and folders (default: the current one); "-" is standard input. Exit status: 0 nothing
    at or above --fail-on, 1 findings, 2 wrong usage or unreadable files, 3 no articles.
    """
    configs = load_configs(
        options["config_file"],
        options["isolated"],
        {
            "select": names(options["select"]) or None,
            "extend_select": names(options["extend_select"]) or None,
            "ignore": names(options["ignore"]) or None,
            "fail_on": options["fail_on"],
            "min_confidence": options["min_confidence"],
            "show_info": True if options["show_info"] or options["fail_on"] == "info" else None,
            "locale": options["locale"],
            "profile": options["profile"],
        },
        paths,
    )
    try:
        sys.exit(_check(paths or (".",), configs, options))
    except MedlintError as error:
        raise Stop(error) from error


def _check(paths: tuple[str, ...], configs: Configs, options: dict[str, Any]) -> int:
    from medlint.cli import output
    from medlint.run import run

    _refuse_contradictions(paths, options)
    chosen = output.formats(options["formats"], options["output_file"])
    asked = _run_options(paths, options, [name for name, _ in chosen])
    named = [path for path in paths if path != "-"]
    report = run(named, configs, asked)
    if options["fix"] or options["diff_fixes"] or options["add_ignore"] is not None:
        from medlint.cli import rewriting

        if options["diff_fixes"]:
            return rewriting.show_fixes(report, configs.main)
        if options["fix"]:
            report = rewriting.fix(report, named, configs, asked)
        if options["add_ignore"] is not None:
            report = rewriting.add_ignores(report, named, configs, asked, options["add_ignore"])
    output.show(report, configs, chosen, options)
    return output.exit_code(report, configs.main, options["exit_zero"])


def _refuse_contradictions(paths: tuple[str, ...], options: dict[str, Any]) -> None:
    rewrites = [name for name in ("--fix", "--diff-fixes") if options[name[2:].replace("-", "_")]]
    if options["add_ignore"] is not None:
        rewrites.append("--add-ignore")
        if not options["add_ignore"].strip():
            raise ConfigError("--add-ignore needs a reason.", "Say why these findings may stay.")
        if options["diff_fixes"]:
            raise ConfigError("--diff-fixes changes nothing, --add-ignore does.", "Ask for one of them.")
    if options["diff"] is not None and options["staged"]:
        raise ConfigError("--diff and --staged are two questions.", "Ask one of them.")
    if rewrites and "-" in paths:
        raise ConfigError(f"{rewrites[0]} cannot rewrite standard input.", "Name the file.")
    if rewrites and options["staged"]:
        raise ConfigError(
            f"{rewrites[0]} changes files, --staged reads what is staged.", "Leave out one of them."
        )
    if "-" in paths and (options["diff"] is not None or options["staged"]):
        raise ConfigError("Standard input has no history to compare with.", "Name files or folders.")


def _run_options(paths: tuple[str, ...], options: dict[str, Any], formats: list[str]) -> Any:
    from medlint.cli.output import progress, shows_excerpts
    from medlint.linting import Options

    stdin = (options["stdin_filename"], sys.stdin.buffer.read()) if "-" in paths else None
    return Options(
        jobs=options["jobs"],
        use_cache=not options["no_cache"],
        force_exclude=options["force_exclude"],
        ref=options["diff"],
        staged=options["staged"],
        with_baseline=not (options["no_baseline"] or options["isolated"]),
        stdin=stdin,
        keep_excerpts=shows_excerpts(formats)
        or options["fix"]
        or options["diff_fixes"]
        or options["add_ignore"] is not None,
        progress=progress(options["quiet"]),
    )
