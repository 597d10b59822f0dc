"""`kurilreader jobs`: what was imported, and what became of it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from kurilreader.cli import common, output
from kurilreader.domain import InputError, KurilError
from kurilreader.domain.places import shown_origin

if TYPE_CHECKING:
    from kurilreader.desk import AddReport, Desk, Job

NAME = "jobs"
HELP = "list imports, look at one, repeat, resume or undo it"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    actions = parser.add_subparsers(metavar="ACTION", dest="action", title="actions (default: list all)")
    for name, told in (
        ("show", "what a job could not take in, and why"),
        ("repeat", "do a job again; one that was cancelled or killed goes on"),
        ("resume", "go on with a job that was cancelled or killed"),
        ("undo", "remove the articles that a job alone brought"),
    ):
        action = actions.add_parser(name, help=told)
        action.add_argument("job", metavar="JOB", type=common.positive)


def run(options: argparse.Namespace) -> int:
    """List jobs, or do what was asked with one."""
    with common.open_desk(options) as desk:
        if options.action == "undo":
            undone = desk.undo_job(options.job)
            output.say(f"{undone.removed} removed")
            if undone.cherished:
                output.say(f"{undone.cherished} kept: they have a star, a tag or a note")
            if undone.shared:
                output.say(f"{undone.shared} kept: they came in otherwise, too")
            return common.DONE
        if options.action in ("repeat", "resume"):
            ticker = output.Ticker()
            if options.action == "resume" and desk.job(options.job).ended_well:
                raise KurilError(f"job {options.job} came to its end", "kurilreader jobs repeat does it again")
            try:
                return tell(desk, desk.repeat(options.job, ticker), ticker)
            finally:
                ticker.done()
        if options.action == "show":
            return _show(desk, desk.job(options.job), options.json)
        for job in desk.jobs():
            if options.json:
                output.out_record(_record(job))
            else:
                output.out(_line(job))
    return common.DONE


def tell(desk: Desk, report: AddReport, ticker: output.Ticker, *, analyse: bool = True) -> int:
    """Print what came in and what did not, and analyse it; the answer is the exit code."""
    ticker.done()
    for taken in report.added:
        output.out(f"{taken.id}  {taken.title}")
    for error in report.failed:
        output.complain(InputError(shown_origin(error.origin), error.reason, error.hint))
    if report.failures > len(report.failed):
        output.say(f"and {report.failures - len(report.failed)} more: kurilreader jobs show {report.job}")
    # Even when nothing is new: an earlier call may have been killed before its end.
    if analyse:
        desk.analyse_pending(ticker)
        ticker.done()
    parts = [f"{len(report.added)} added"]
    if report.same:
        parts.append(f"{report.same} already there")
    if report.failures:
        parts.append(f"{report.failures} failed")
    output.say(", ".join(parts))
    return common.SOME_FAILED if report.failures else common.DONE


def _show(desk: Desk, job: Job, as_json: bool) -> int:
    failures = desk.failures(job.number)
    if as_json:
        told = [
            {"origin": shown_origin(each.origin), "reason": each.reason, "hint": each.hint or None} for each in failures
        ]
        output.out_record({**_record(job), "failures": told})
        return common.DONE
    output.out(_line(job))
    for name in job.inputs:
        output.out(f"  {shown_origin(name)}")
    for failure in failures:
        output.out(f"  failed  {shown_origin(failure.origin)}: {failure.reason}")
    return common.DONE


def _line(job: Job) -> str:
    more = f" and {len(job.inputs) - 1} more" if len(job.inputs) > 1 else ""
    inputs = shown_origin(job.inputs[0]) + more if job.inputs else ""
    counts = f"{job.added} added, {job.same} already there, {job.failed} failed"
    return (
        f"{job.number}  {job.began[:16].replace('T', ' ')}  {job.kind}  {job.state.value}  {counts}  {inputs}".rstrip()
    )


def _record(job: Job) -> dict[str, Any]:
    return {
        "schema": "kurilreader.job/1",
        "job": job.number,
        "kind": job.kind,
        "state": job.state.value,
        "began": job.began,
        "ended": job.ended,
        "inputs": [shown_origin(name) for name in job.inputs],
        "added": job.added,
        "same": job.same,
        "failed": job.failed,
    }
