"""A report in, the files that were asked for written."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from bridge.errors import RequestError
from bridge.report.github import report_as_step_summary
from bridge.report.junit import report_as_junit
from bridge.report.markdown import report_as_markdown
from bridge.report.run import Report
from bridge.report.sarif import report_as_sarif

__all__ = ["STEP_SUMMARY", "require_writable", "write_reports"]

STEP_SUMMARY = "GITHUB_STEP_SUMMARY"


def _as_html(report: Report) -> str:
    # matplotlib takes a second to be imported, which only those who ask for the page shall wait.
    from bridge.report.html import report_as_html

    return report_as_html(report)


_WRITERS: Mapping[str, Callable[[Report], str]] = {
    "--json": lambda report: report.to_json(),
    "--html": _as_html,
    "--junit": report_as_junit,
    "--sarif": report_as_sarif,
    "--markdown": report_as_markdown,
    STEP_SUMMARY: report_as_step_summary,
}


def require_writable(files: Mapping[str, Path]) -> None:
    """Refuse files that cannot be written, before a run is spent on them.

    Parameters
    ----------
    files : mapping of str to Path
        What names each file: an option, or the environment variable `STEP_SUMMARY`.

    Raises
    ------
    RequestError
        With what named it.
    """
    for name, file in files.items():
        is_writable = os.access(file if file.exists() else file.absolute().parent, os.W_OK)
        if file.is_dir() or not is_writable:
            raise RequestError(f"{name} must name a file that can be written, got {file}")


def write_reports(report: Report, files: Mapping[str, Path]) -> None:
    """Write each file, `STEP_SUMMARY` behind what is in it.

    Raises
    ------
    RequestError
        If one cannot be written.
    """
    for name, file in files.items():
        text = _WRITERS[name](report)
        try:
            with file.open("a" if name == STEP_SUMMARY else "w", encoding="utf-8") as opened:
                opened.write(text)
        except OSError as error:
            raise RequestError(f"{name} must name a file to write, got {error}") from error
