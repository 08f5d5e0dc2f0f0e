"""Judged cases of a port that differs in, the rule of Java that it ignores out.

One rule after another is put into the port's tree, and the result is run on cases that differ and
on some that agree, whose Java outcomes are known. The first rule by which all agree is the cause;
it is then put only where it matters, and the result is checked with cases that were never run.
"""

import contextlib
import re
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from pathlib import Path

import libcst as cst

from bridge.cases import DrawnCases, StoredCases
from bridge.causes import Cause, Step
from bridge.errors import BridgeError
from bridge.functions import PortFunction
from bridge.judging import Judgement, judge
from bridge.outcomes import Outcome, OutcomeStatus
from bridge.patches import write_diff
from bridge.places import Place
from bridge.ports import Pair, Port
from bridge.rewriting import Style, add_at_top, rewrite
from bridge.rules import RULES, Rule
from bridge.rules.code import Code, Widths, instrument
from bridge.rules.edits import Edit
from bridge.rules.java import JavaText
from bridge.sides import Sides
from bridge.signatures import Case, Signature
from bridge.sources import java_source
from bridge.strategies import Tier
from bridge.trials import LOOK, LOOKING, Trials
from bridge.truth import find_who
from bridge.wire import encode_batch

__all__ = ["explain"]

# Seconds for a method, of them until the last ways are tried; for a case of a rewritten port.
_BUDGET_S, _SEARCH_S, _CASE_S = 9.0, 6.0, 1.0

# Cases at first: that differ, that agree. How many more are taken of those that were not explained.
_DIFFERING, _AGREEING, _MORE = 16, 24, 8

_WIDTHS: tuple[Widths, ...] = ("java", "int", "long")

# Places up to which some of them are chosen one by one.
_PLACES = 10

# How often a rule is tried again with cases that it did not explain; pairs of rules that are tried.
_ROUNDS, _PAIRS = 4, 300

# Fresh cases that a fix is checked with.
_FRESH = 150


@dataclass(frozen=True, slots=True)
class _Known:
    """A case, and what Java did with it."""

    tier: Tier
    case: Case
    java: Outcome
    python: Outcome | None  # of the port as it is; None where it was not asked
    is_agreeing: bool


@dataclass(frozen=True, slots=True)
class _Way:
    """A way in which rules may be put into the port."""

    rules: tuple[Rule, ...]
    edits: tuple[Edit, ...]
    fixed: int = 0  # how many of the differing cases agree then
    has_effect: bool = True  # whether the port does anything else then


# What is raised by edits of forms that no rule has in mind.
_MISFITS = (
    *(cst.CSTValidationError, cst.ParserSyntaxError, SyntaxError),
    *(TypeError, ValueError, AttributeError, AssertionError, IndexError, KeyError),
)


class _SpentError(Exception):
    """The time for a method is over."""


def explain(
    port: Port,
    pair: Pair,
    signature: Signature,
    judged: Sequence[tuple[Tier, Judgement]],
    smallest: Judgement,
    sides: Sides,
    cases: DrawnCases | StoredCases,
    trials: Trials,
) -> Cause | None:
    """Find out why a method of a port differs from Java.

    Parameters
    ----------
    port, pair, signature : Port, Pair, Signature
        What differs.
    judged : sequence of (Tier, Judgement)
        All cases that were run.
    smallest : Judgement
        A smallest one that differs.
    sides, cases : Sides, DrawnCases or StoredCases
        What runs Java, and draws fresh cases.
    trials : Trials
        What runs the rewritten port.

    Returns
    -------
    Cause or None
        None if the port's source is not known, or it could not be found out in time.
    """
    text = _port_text(pair)
    if not text:
        return None
    try:
        search = _Search(port, pair, signature, judged, smallest, sides, cases, trials, text)
        return search.cause()
    # Whatever goes wrong here, the verdict is not to be lost for it.
    except Exception:  # noqa: BLE001
        return None


def _port_text(pair: Pair) -> str:
    """The text of the port's module; empty if it is not known."""
    if not isinstance(pair.function, PortFunction):
        return ""
    file, module = Path(pair.python_place.file), pair.function.module
    if isinstance(module, Path):
        file = module
    elif module.rpartition(".")[2] not in (file.stem, file.parent.name):
        return ""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


class _Search:
    def __init__(
        self,
        port: Port,
        pair: Pair,
        signature: Signature,
        judged: Sequence[tuple[Tier, Judgement]],
        smallest: Judgement,
        sides: Sides,
        cases: DrawnCases | StoredCases,
        trials: Trials,
        text: str,
    ) -> None:
        self._end = time.monotonic() + _BUDGET_S
        self._last_way = time.monotonic() + _SEARCH_S
        self._port, self._pair, self._signature = port, pair, signature
        self._smallest = smallest
        self._sides, self._cases, self._trials, self._text = sides, cases, trials, text
        self._known = list(_known(judged, smallest))
        self._working = _working(signature, self._known)
        self._seeds = iter(range(cases.plan.seed + 1, cases.plan.seed + 100))
        module = pair.function.module if isinstance(pair.function, PortFunction) else ""
        self._file = str(module) if isinstance(module, Path) else pair.python_place.file
        self._java = _java_text(pair, signature)
        self._code = self._observed()
        self._failing: dict[tuple[str, int], frozenset[int]] = {}
        self._changing: set[str] = set()  # texts that do something else than the port

    def cause(self) -> Cause:
        """What explains it, or how the port went through the smallest case."""
        for way in self._ways():
            found = self._confirm(way)
            if found is not None:
                way, fixed, is_verified = found
                return self._told(way, fixed, is_verified=is_verified)
        noise = self._noise()
        if noise is not None:
            _, edits = next(self._rewrites([noise]))
            return self._told(_Way((noise,), edits), self._text, is_verified=False)
        return Cause((), steps=tuple(self._steps()))

    # Ways to put rules in

    def _ways(self) -> Iterator[_Way]:
        """The ways by which all cases at hand agree: of one rule first, then of two."""
        partial: list[_Way] = []
        for rule, edits in self._rewrites([rule for rule in RULES if not rule.is_noise]):
            failing = self._failing_cases(edits)
            if not failing:
                yield _Way((rule,), edits)
            has_effect = self._written(edits) in self._changing
            partial.append(_Way((rule,), edits, self._fixed(failing), has_effect))
        best = sorted(partial, key=lambda way: (-way.fixed, not way.has_effect))
        yield from self._parts([way for way in best if way.has_effect])
        # Two that do nothing alone come last, for they hardly do together.
        pairs = ((a, b) for a, b in combinations(best, 2) if a.rules != b.rules)
        for number, (first, second) in enumerate(pairs):
            if number >= _PAIRS or time.monotonic() > self._last_way:
                return
            both = sorted((first, second), key=lambda way: RULES.index(way.rules[0]))
            edits = tuple(edit for way in both for edit in way.edits)
            if not self._failing_cases(edits):
                yield _Way(tuple(way.rules[0] for way in both), edits)

    def _fixed(self, failing: Collection[int]) -> int:
        """How many of the cases at hand that differ agree now."""
        return sum(not k.is_agreeing and i not in failing for i, k in enumerate(self._working))

    def _parts(self, partial: Sequence[_Way]) -> Iterator[_Way]:
        """Ways in which a rule is put in some of its places, for Java keeps another in the rest."""
        for way in partial:
            if not 1 < len(way.edits) <= _PLACES or time.monotonic() > self._last_way:
                continue
            chosen: tuple[Edit, ...] = ()
            left = len(self._working)
            while len(chosen) < len(way.edits) - 1:
                tried = [(*chosen, edit) for edit in way.edits if edit not in chosen]
                counts = [len(self._failing_cases(edits)) for edits in tried]
                if min(counts) >= left:
                    break
                left = min(counts)
                chosen = tried[counts.index(left)]
                if not left:
                    yield _Way(way.rules, chosen)
                    break

    def _noise(self) -> Rule | None:
        """The rule by which each case may agree, though no fix makes all of them do so."""
        differing = {i for i, k in enumerate(self._working) if not k.is_agreeing}
        for rule in (rule for rule in RULES if rule.is_noise):
            ways = [self._failing_cases(edits) for _, edits in self._rewrites([rule])]
            if ways and not differing & frozenset.intersection(*ways):
                return rule
        return None

    def _rewrites(self, rules: Sequence[Rule]) -> Iterator[tuple[Rule, tuple[Edit, ...]]]:
        """The edits that put a rule everywhere, in each way."""
        # Whether an int or a long overflows the Java's types say, before both are tried anywhere.
        for _, group in groupby(rules, key=lambda r: "" if r.id.endswith("overflow") else r.id):
            yield from self._rewrites_of([*group])

    def _rewrites_of(self, rules: Sequence[Rule]) -> Iterator[tuple[Rule, tuple[Edit, ...]]]:
        """The same of rules that are tried together: by the Java's types first."""
        seen = {(rule.id, self._text) for rule in rules}
        asking = rules
        for widths in _WIDTHS:
            codes = {rule: self._code.of_widths(widths) for rule in asking}
            for rule, code in codes.items():
                for edits in _ways_of(rule, code):
                    text = self._written(edits)
                    if text and (rule.id, text) not in seen:
                        seen.add((rule.id, text))
                        yield rule, edits
            asking = [rule for rule, code in codes.items() if code.asked_for_width]

    def _written(self, edits: Sequence[Edit]) -> str:
        """The port with edits made; empty where they do not go together."""
        try:
            return rewrite(self._code, edits, Style.PLAIN)
        except _MISFITS:
            return ""

    # Trying them

    def _failing_cases(self, edits: Sequence[Edit]) -> frozenset[int]:
        """The numbers of the cases at hand that differ with edits made."""
        text = self._written(edits)
        if not text:
            return frozenset(range(len(self._working)))
        key = text, len(self._working)
        if key not in self._failing:
            self._failing[key] = frozenset(self._run(text, self._working))
        return self._failing[key]

    def _run(self, text: str, known: Sequence[_Known]) -> Iterator[int]:
        """The numbers of the cases in which another text of the port differs from Java."""
        if time.monotonic() > self._end:
            raise _SpentError
        try:
            outcomes = self._trials.run(
                self._pair, self._signature, text, [k.case for k in known], _CASE_S
            )
        except BridgeError:
            outcomes = []
        if any(repr(a) != repr(b.python) for a, b in zip(outcomes, known, strict=False)):
            self._changing.add(text)
        for number, one in enumerate(known):
            if number >= len(outcomes) or not self._agrees(one, outcomes[number]):
                yield number

    def _agrees(self, known: _Known, python: Outcome) -> bool:
        judgement = judge(
            self._port,
            self._pair,
            self._signature,
            known.tier,
            known.case,
            known.java,
            python,
        )
        return not judgement.fault and judgement.is_judged and not judgement.is_limit

    def _confirm(self, way: _Way) -> tuple[_Way, str, bool] | None:
        """The same way in fewer places, the fixed text, and whether fresh cases agreed with it."""
        for _ in range(_ROUNDS):
            if self._failing_cases(way.edits):
                return None
            edits = self._shrunk(way.edits)
            fixed = rewrite(self._code, edits, self._style)
            wrong = [self._known[i] for i in self._run(fixed, self._known)]
            if not wrong:
                fresh = self._draw_fresh()
                wrong = [fresh[i] for i in self._run(fixed, fresh)]
                if not wrong:
                    rules = tuple(r for r in way.rules if self._has_part(r, way, edits))
                    return _Way(rules, edits), fixed, bool(fresh)
                self._known += fresh
            self._working += wrong[:_MORE]
        return None

    @property
    def _style(self) -> Style:
        return Style.PLAIN if self._cases.plan.is_plain else Style.JAVAOPS

    def _has_part(self, rule: Rule, way: _Way, edits: Sequence[Edit]) -> bool:
        if len(way.rules) == 1:
            return True
        nodes = {edit.node for _, each in self._rewrites([rule]) for edit in each}
        return any(edit.node in nodes for edit in edits)

    def _shrunk(self, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
        """As few of the edits as will do: larger and larger parts are left out, then smaller."""
        size = len(edits) // 2
        while size and len(edits) > 1:
            start = 0
            while start < len(edits) and len(edits) > 1:
                fewer = edits[:start] + edits[start + size :]
                if fewer and not self._failing_cases(fewer):
                    edits = fewer
                else:
                    start += size
            size //= 2
        return edits

    def _draw_fresh(self) -> list[_Known]:
        """Cases that were never run, with what Java does with them."""
        if not isinstance(self._cases, DrawnCases):
            return []
        fresh = self._cases.anew(_FRESH, next(self._seeds))
        return [
            _Known(tier, case, java, None, is_agreeing=True)
            for tier, cases in fresh.tiers()
            for case, java in zip(cases, self._sides.run_java(cases), strict=False)
            if not java.reached_limit
        ]

    def _observed(self) -> Code:
        module = cst.parse_module(self._text)
        function = self._pair.function
        assert isinstance(function, PortFunction)
        code = Code(module, self._java, function.name)
        cases = [known.case for known in self._working]
        text = add_at_top(instrument(code, LOOK).code, LOOKING)
        seen = self._trials.see(self._pair, self._signature, text, cases, _CASE_S)
        code.seen = seen
        return code

    # Telling it

    def _told(self, way: _Way, fixed: str, *, is_verified: bool) -> Cause:
        lines = sorted({self._code.line(edit) for edit in way.edits})
        pattern = "|".join(f"(?:{rule.java})" for rule in way.rules if rule.java)
        who, remark = find_who(way.rules, self._smallest, self._exact(way.edits))
        return Cause(
            way.rules,
            tuple(lines),
            tuple(self._java.lines(pattern)),
            write_diff(Place(self._file).path.removeprefix("/"), self._text, fixed),
            is_verified,
            who,
            remark,
        )

    def _exact(self, edits: Sequence[Edit]) -> int | None:
        """What the port returns for the smallest case, if Java's int or long cannot hold it."""
        if not all(self._code.is_of(edit.node, ["int", "bool"]) for edit in edits):
            return None
        events = self._events()
        returned = next((held["(returned)"] for e, _, _, held in events[::-1] if e == "return"), "")
        if not re.fullmatch(r"-?\d+", returned):
            return None
        half = 2**63 if self._signature.returns in ("long", "Long") else 2**31
        return int(returned) if not -half <= int(returned) < half else None

    def _events(self) -> list[tuple[str, int, int, dict[str, str]]]:
        """How the port goes through the smallest case."""
        if self._smallest.python.status is OutcomeStatus.TIMED_OUT:
            return []
        try:
            return self._trials.trace(
                self._pair, self._signature, self._text, self._smallest.case, _CASE_S
            )
        except BridgeError:
            return []

    def _steps(self) -> Iterator[Step]:
        """How the port went through the smallest case, line by line."""
        lines = self._text.split("\n")
        latest: dict[int, int] = {}
        for event, line, frame, names in self._events():
            # What a line did is known when the next one begins.
            before = latest.get(frame)
            latest[frame] = line
            if event == "exception" or before is None:
                continue
            yield Step(before, lines[before - 1].strip(), tuple(names.items()))


def _ways_of(rule: Rule, code: Code) -> Iterator[tuple[Edit, ...]]:
    """The ways of a rule, which may meet forms that it does not know."""
    for rewriting in rule.rewrites:
        with contextlib.suppress(*_MISFITS):
            yield from map(tuple, rewriting(code))


def _known(judged: Sequence[tuple[Tier, Judgement]], smallest: Judgement) -> Iterator[_Known]:
    """What is to agree: the smallest case first, those that were not judged left out."""
    tier = next((t for t, j in judged if j.fault), Tier.ORDINARY)
    for of, one in [(tier, smallest), *judged]:
        if one.is_judged and not one.is_limit and not one.java.reached_limit:
            yield _Known(of, one.case, one.java, one.python, is_agreeing=not one.fault)


def _working(signature: Signature, known: Sequence[_Known]) -> list[_Known]:
    """Some cases that differ and some that agree, of all sizes."""
    differing = [one for one in known if not one.is_agreeing]
    agreeing = [one for one in known if one.is_agreeing]

    def size(one: _Known) -> int:
        return len(encode_batch(signature.parameter_types, [one.case]))

    differing = _spread(sorted(differing, key=size), _DIFFERING)
    return differing + _spread(sorted(agreeing, key=size), _AGREEING)


def _spread(known: Sequence[_Known], count: int) -> list[_Known]:
    """So many of them, evenly."""
    if len(known) <= count:
        return [*known]
    return [known[i * (len(known) - 1) // (count - 1)] for i in range(count)]


def _java_text(pair: Pair, signature: Signature) -> JavaText:
    source = java_source(pair.java_place, signature.name)
    try:
        file = Path(pair.java_place.file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        file = ""
    parameters = dict(zip(pair.parameters, signature.parameters, strict=False))
    line = source.place.line or 1
    return JavaText(source.text, line, file, signature.returns, parameters)
