"""Ports in, what sweeping their methods found printed and written, and an exit code out."""

import random
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from bridge.certificates import (
    Certificate,
    Certified,
    block_line,
    made_with,
    write_certificate,
    write_whole,
)
from bridge.checkpoints import Checkpoint
from bridge.commands.console import COULD_NOT_JUDGE, DIFFERENT, Terminal
from bridge.commands.request import read_told_port
from bridge.compare import Bits, Rule
from bridge.configuration import pair_table
from bridge.domains import Domain, domain_of
from bridge.errors import BridgeError, RequestError
from bridge.judging import rule_of
from bridge.jvm import JavaMethod
from bridge.local_engine import LocalEngine
from bridge.pairing import is_asked_for, require_each_found
from bridge.points import Points, block_points
from bridge.ports import Pair, Port
from bridge.report.swept import swept_lines, swept_summary
from bridge.report.wording import legible
from bridge.session import Step
from bridge.spark_engine import SparkEngine
from bridge.swept import SweptBlock, joined

__all__ = ["Engine", "sweep_ports", "verify_blocks"]

Engine = LocalEngine | SparkEngine

# Inputs of a method that are swept without being asked whether that is meant.
_LARGEST = 1 << 32

# One block in so many is swept again to verify a certificate.
_VERIFIED = 100


@dataclass(frozen=True, slots=True)
class _Task:
    """One method that is to be swept."""

    port: Port
    method: JavaMethod
    pair: Pair
    domain: Domain

    @property
    def signature(self) -> str:
        return str(self.method.signature)

    @property
    def reference(self) -> str:
        return self.port.reference or self.method.class_name

    def certified(self, blocks: Iterable[SweptBlock]) -> Certified:
        """What was found of it."""
        in_order = sorted(blocks, key=lambda block: block.number)
        first = tuple(column.to_list()[0] for column in self.domain.columns(0, 1))
        declared = {site.correction.name: 0 for site in self.pair.sites}
        findings = joined(in_order)
        return Certified(
            pair_table(self.port),
            self.reference,
            self.signature,
            self.pair.python,
            _told_rule(rule_of(self.port, self.pair, first)),
            self.domain,
            replace(findings, corrections=declared | dict(findings.corrections)),
            tuple(map(block_line, in_order)),
        )


class _Told:
    """How far a sweep is, for the bar."""

    def __init__(self, inputs: int, progress: Callable[[Step], None]) -> None:
        self._inputs = inputs
        self._progress = progress
        self._done = 0

    def add(self, method: str, inputs: int) -> None:
        self._done += inputs
        self._progress(Step(method, self._done, self._done / max(1, self._inputs)))


def sweep_ports(
    ports: Sequence[Port],
    options: dict[str, Any],
    engine: Engine,
    terminal: Terminal,
    progress: Callable[[Step], None],
) -> int:
    """Sweep what was asked for of ports; gives the exit code."""
    ported = [(port, _tasks(port, options, engine, terminal)) for port in ports]
    require_each_found(options["methods"], [name for _, (names, _) in ported for name in names])
    tasks = [task for _, (_, found) in ported for task in found]
    if not tasks:
        raise BridgeError("methods must be such as can be swept, got none; see --help")
    made = made_with(*engine.java)
    told = _Told(sum(task.domain.size for task in tasks), progress)
    checkpoints, swept, points = [], [], []
    cpus: set[str] = set()
    for port, (_, found) in ported:
        engine.resolve(port)
        for task in found:
            checkpoint = Checkpoint(port, task.signature, task.domain, made)
            checkpoints.append(checkpoint)
            blocks = _swept(task, checkpoint, options, engine, terminal, told)
            swept.append(task.certified(blocks))
            points.append(block_points(task.domain, blocks))
            cpus.update(block.cpu or made["cpu"] for block in blocks)
    certificate = Certificate(made | {"cpu": "; ".join(sorted(cpus))}, tuple(swept))
    if options["certificate"]:
        write_certificate(options["certificate"], certificate)
    if options["html"]:
        _write_page(options["html"], certificate, points)
    for checkpoint in checkpoints:
        checkpoint.end()
    terminal.print(swept_summary(swept), markup=False, soft_wrap=True)
    if any(method.findings.differences or method.stale for method in swept):
        return DIFFERENT
    return COULD_NOT_JUDGE if any(method.findings.unjudged for method in swept) else 0


def _tasks(
    port: Port, options: dict[str, Any], engine: Engine, terminal: Terminal
) -> tuple[Sequence[str], list[_Task]]:
    """The names of a port's methods, and those that are to be swept."""
    resolved = engine.resolve(port)
    tasks = []
    for method, pair in resolved.pairs:
        if not is_asked_for(str(method.signature), options["methods"]):
            continue
        try:
            domain = _domain(method, options)
        except RequestError as error:
            if options["methods"]:
                raise
            if not options["quiet"]:
                terminal.print(f"{method.signature}: not swept: {error}", markup=False)
            continue
        tasks.append(_Task(port, method, pair, domain))
    return resolved.names, tasks


def _domain(method: JavaMethod, options: dict[str, Any]) -> Domain:
    domain = domain_of(
        method.signature,
        as_float=options["as_float"] is not None,
        length=options["length"] or 0,
        points=options["points"] or 0,
        seed=options["seed"],
    )
    if domain.size > _LARGEST and not options["yes"]:
        raise RequestError(
            f"domain must have at most 2^32 inputs, got {domain.size} for {method.signature}; "
            f"sweep it all the same with --yes"
        )
    return domain


def _swept(
    task: _Task,
    checkpoint: Checkpoint,
    options: dict[str, Any],
    engine: Engine,
    terminal: Terminal,
    told: _Told,
) -> Collection[SweptBlock]:
    """Sweep a method; what is known is printed in any event."""
    done = checkpoint.begin(resume=options["resume"])
    told.add(task.signature, sum(block.findings.inputs for block in done.values()))
    left = [number for number in range(task.domain.blocks) if number not in done]
    advance = partial(told.add, task.signature)
    try:
        for block in engine.sweep(task.signature, task.domain, left, advance):
            done[block.number] = block
            checkpoint.add(block)
    finally:
        certified = task.certified(done.values())
        is_whole = len(done) == task.domain.blocks
        has_trouble = bool(certified.findings.differences or certified.stale)
        if not options["quiet"] or not is_whole or has_trouble:
            for line in swept_lines(certified):
                terminal.print(legible(line), markup=False, soft_wrap=True)
    return done.values()


def _write_page(file: Path, certificate: Certificate, points: Sequence[Points]) -> None:
    # matplotlib takes a second to be imported, which only those who ask for the page shall wait.
    from bridge.report.swept_page import sweep_as_html

    write_whole(file, sweep_as_html(certificate, points), "--html")


def verify_blocks(
    context: click.Context,
    certificate: Certificate,
    options: dict[str, Any],
    engine: Engine,
    terminal: Terminal,
    progress: Callable[[Step], None],
) -> int:
    """Sweep some blocks of a certificate again; gives the exit code."""
    here = made_with(*engine.java)
    for name, value in certificate.made_with.items():
        if here.get(name) != value:
            line = f"Note: certified with {name} {value}, verified with {here.get(name)}"
            terminal.print(line, markup=False, soft_wrap=True)
    chosen = [_chosen(method) for method in certificate.methods]
    sizes = zip(certificate.methods, chosen, strict=True)
    told = _Told(sum(m.domain.block * len(blocks) for m, blocks in sizes), progress)
    code = 0
    for method, blocks in zip(certificate.methods, chosen, strict=True):
        where = f"the certificate {options['verify']}"
        engine.resolve(read_told_port(context, method.pair, method.reference, where))
        advance = partial(told.add, method.java)
        wrong = [
            f"{method.reference} {method.java}: block {block.number} must be "
            f"{method.blocks[block.number]!r} as certified, got {block_line(block)!r}"
            for block in engine.sweep(method.java, method.domain, blocks, advance)
            if block_line(block) != method.blocks[block.number]
        ]
        for line in wrong:
            terminal.print(line, markup=False, soft_wrap=True)
        same = f"{len(blocks) - len(wrong)} of {len(blocks)} blocks are as certified"
        line = f"{method.reference} {method.java}: {same}, of {method.domain.blocks} that there are"
        terminal.print(line, markup=False, soft_wrap=True)
        code = DIFFERENT if wrong else code
    return code


def _chosen(method: Certified) -> list[int]:
    """A hundredth of the blocks, another one each time."""
    blocks = method.domain.blocks
    return sorted(random.SystemRandom().sample(range(blocks), -(-blocks // _VERIFIED)))


def _told_rule(rule: Rule) -> str:
    is_signed = not isinstance(rule, Bits) and rule.signed_zero
    return f"{rule}, signed zeros" if is_signed else str(rule)
