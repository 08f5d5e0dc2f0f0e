"""Certificates: what is written is read back, and what is none is refused."""

import json

import pytest

from bridge.certificates import (
    Certificate,
    Certified,
    block_line,
    made_with,
    read_certificate,
    write_certificate,
)
from bridge.domains import domain_of
from bridge.errors import RequestError
from bridge.outcomes import Outcome, OutcomeStatus
from bridge.signatures import Signature
from bridge.swept import Findings, Found, SweptBlock

SIGNATURE = Signature("f", ("byte",), "double")
FOUND = Found.of(
    SIGNATURE,
    3,
    2.0,
    "the results differ",
    (3,),
    Outcome(OutcomeStatus.RETURNED, (3,), float("nan")),
    Outcome(OutcomeStatus.RAISED, (3,), error_class="ValueError", message="no"),
)
FINDINGS = Findings(
    256, 2, 1, {"sign": 5}, {"returned": 256}, {"raised": 256}, {"0": 256}, (FOUND,)
)
BLOCK = SweptBlock(0, FINDINGS, "0123456789abcdef", "fedcba9876543210")
METHOD = Certified(
    {"java": ["Foo.java"], "python": "foo.py"},
    "Foo",
    "f(byte)",
    "foo.f",
    "ulps=4",
    domain_of(SIGNATURE),
    FINDINGS,
    (block_line(BLOCK),),
)
CERTIFICATE = Certificate(made_with("17.0.15", "Debian"), (METHOD,))


@pytest.fixture
def file(tmp_path):
    return tmp_path / "certificate.json"


def test_a_certificate_is_read_back(file):
    write_certificate(file, CERTIFICATE)
    assert read_certificate(file) == CERTIFICATE


def test_a_certificate_can_be_read_without_this_module(file):
    write_certificate(file, CERTIFICATE)
    document = json.loads(file.read_text("ascii"))
    assert document["made_with"]["java"] == "17.0.15 (Debian)"
    [method] = document["methods"]
    assert (method["inputs"], method["differences"]) == (256, 2)
    assert method["blocks"] == ["2 0123456789abcdef fedcba9876543210"]
    assert method["first"][0]["arguments"] == [{"type": "byte", "value": "3"}]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"schema": 1', '"schema": 2'),
        ('"blocks"', '"bricks"'),
        ('"block": 4096', '"block": 8192'),
        ('"kind": "exhaustive"', '"kind": "whole"'),
        ('"seed": 0', '"seed": null'),
        (
            "{",
            "",
        ),
        ('"source": "byte"', '"source": "bite"'),
    ],
)
def test_what_is_no_certificate_is_refused(file, old, new):
    write_certificate(file, CERTIFICATE)
    text = file.read_text("ascii")
    assert old in text
    file.write_text(text.replace(old, new, 1))
    with pytest.raises(RequestError, match="must be a certificate of portproof sweep, got"):
        read_certificate(file)


def test_a_folder_that_is_not_there_is_told_and_nothing_is_left(file):
    with pytest.raises(RequestError, match="--certificate must name a file to write"):
        write_certificate(file.parent / "none" / "file", CERTIFICATE)
    assert list(file.parent.iterdir()) == []
