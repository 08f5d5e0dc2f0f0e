"""A pytest plugin: a test marked ``portproof`` becomes one item for each Java method of a port.

The kit is loaded when the first such test is collected, or the fixture `jvm` is first asked for.
One JVM and one worker serve the session; under pytest-xdist one of each for each of its processes.
"""

import argparse
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

if TYPE_CHECKING:
    from bridge.jvm import Jvm
    from bridge.marks import Prover
    from bridge.verdict import Verdict

__all__ = ["jvm", "verdict"]

_SEED = pytest.StashKey[int]()
_PROVER = pytest.StashKey["Prover"]()

_MARK = (
    "portproof(java, python, *, methods, pairs, cases, rule, timeout_s, ...): make one item for "
    "each Java method of a port. Takes what bridge.check takes, or a bridge.Port; paths are "
    "relative to the test's file. The test takes the fixture verdict, and fails where that is "
    "neither SAME nor CORRECTED; else it goes on to its own assertions."
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("portproof", "proving Python ports of Java")
    group.addoption(
        "--portproof-cases",
        type=_at_least(1),
        metavar="N",
        help="cases for each Java method, whatever the marks say",
    )
    group.addoption(
        "--portproof-seed",
        type=_at_least(0),
        metavar="N",
        help="seed of the cases; drawn, and shown, if left out",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark, and draw the seed."""
    config.addinivalue_line("markers", _MARK)
    asked = config.getoption("portproof_seed")
    drawn = getattr(config, "workerinput", {}).get("portproof_seed", secrets.randbelow(2**32))
    config.stash[_SEED] = drawn if asked is None else asked


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Let the processes of pytest-xdist draw the same cases."""
    node.workerinput["portproof_seed"] = node.config.stash[_SEED]


def pytest_report_header(config: pytest.Config) -> str:
    """Show the seed."""
    return f"portproof: seed {config.stash[_SEED]}"


@pytest.fixture(scope="session")
def jvm(pytestconfig: pytest.Config) -> "Jvm":
    """One running bridge.Jvm for the session.

    Skips where there is no JDK; fails there if PORTPROOF_REQUIRE_JVM is 1.
    """
    from bridge.errors import JdkNotFoundError

    with _without_traceback():
        try:
            return _prover(pytestconfig).session.jvm
        except JdkNotFoundError as error:
            _skip_or_fail(str(error))


@pytest.fixture
def verdict(request: pytest.FixtureRequest) -> "Verdict":
    """What all cases say about one Java method of the port that the mark portproof names."""
    prove: Callable[[], Verdict] | None = getattr(request, "param", None)
    if prove is None:
        pytest.fail("a test that takes the fixture verdict must be marked portproof", pytrace=False)
    with _without_traceback():
        return prove()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make the items of a marked test."""
    mark = metafunc.definition.get_closest_marker("portproof")
    if mark is not None and "verdict" in metafunc.fixturenames:
        proofs = _proofs(metafunc.definition, mark)
        metafunc.parametrize("verdict", list(proofs.values()), ids=list(proofs), indirect=True)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Refuse a marked test that proves nothing."""
    if item.get_closest_marker("portproof") and "verdict" not in getattr(item, "fixturenames", ()):
        pytest.fail("a test marked portproof must take the fixture verdict", pytrace=False)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> None:
    """Fail where the verdict does not pass, before the test's own assertions."""
    if pyfuncitem.get_closest_marker("portproof"):
        from bridge.counterexamples import keep
        from bridge.marks import failure

        found: Any = pyfuncitem.funcargs["verdict"]
        # Where nothing can be written there is only the longer command to replay it.
        with suppress(OSError):
            keep([found])
        text = failure(found, pyfuncitem.config.stash[_SEED])
        if text:
            pytest.fail(text, pytrace=False)


def _proofs(definition: pytest.Function, mark: pytest.Mark) -> "dict[str, Callable[[], Verdict]]":
    from bridge.errors import BridgeError, JdkNotFoundError
    from bridge.marks import read_mark

    try:
        asked = read_mark(definition.path.parent, *mark.args, **mark.kwargs)
        return _prover(definition.config).proofs(asked)
    except JdkNotFoundError as error:
        return {"no JDK": partial(_skip_or_fail, str(error))}
    except (BridgeError, TypeError) as error:
        raise pytest.Collector.CollectError(f"{definition.name}: {error}") from error


def _prover(config: pytest.Config) -> "Prover":
    """What proves in this process, started by whoever needs it first."""
    if _PROVER not in config.stash:
        from bridge.marks import Prover
        from bridge.session import Session

        stack = ExitStack()
        session = stack.enter_context(Session())
        config.add_cleanup(stack.close)
        cases = config.getoption("portproof_cases")
        config.stash[_PROVER] = Prover(session, config.stash[_SEED], cases)
    return config.stash[_PROVER]


@contextmanager
def _without_traceback() -> Iterator[None]:
    """Report an error of the kit by its message."""
    from bridge.errors import BridgeError

    try:
        yield
    except BridgeError as error:
        pytest.fail(str(error), pytrace=False)


def _skip_or_fail(reason: str) -> NoReturn:
    if os.environ.get("PORTPROOF_REQUIRE_JVM") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _at_least(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text)
        if number < least:
            raise argparse.ArgumentTypeError(f"must be at least {least}, got {text}")
        return number

    return read
