import os
import sys
import zipfile
from types import SimpleNamespace

import numpy as np
import pytest

from bridge.bundled import BUNDLED
from bridge.errors import SideError
from bridge.evaluate import evaluate_java
from bridge.javac import compile_java
from bridge.jvm import Jvm
from bridge.region import REQUEST, Region


@pytest.fixture
def region():
    made = Region()
    yield made
    made.close()


@pytest.fixture(scope="module")
def methods(jvm):
    classes = compile_java(jvm.jdk, *BUNDLED[1].java, release=17)
    loaded = jvm.load(classes, BUNDLED[1].classes[0])
    return {method.signature.name: method for method in loaded}


def test_what_is_written_is_read(region):
    region.write(b"abcdef")
    assert region.read(REQUEST + 2, 3) == b"cde"


def test_it_grows_and_keeps_what_is_in_it(region):
    region.write(b"kept")
    assert region.grow(region.size + 1)
    assert not region.grow(region.size)
    assert region.read(REQUEST, 4) == b"kept"


def test_a_batch_that_java_cannot_map_is_refused(region):
    with pytest.raises(SideError, match="must take less than 2147479552 bytes, got 2147483648"):
        region.grow(1 << 31)


@pytest.mark.skipif(sys.platform != "linux", reason="sealed memory is Linux's")
def test_nobody_can_shrink_it(region):
    with pytest.raises(PermissionError):
        os.ftruncate(region.descriptor, 1)


def test_its_descriptor_is_closed_with_it():
    region = Region()
    region.close()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(region.descriptor)


@pytest.mark.jvm
def test_fifty_megabytes_cross_and_come_back(methods):
    sent = np.random.default_rng(1).integers(0, 2**64, 6_553_600, np.uint64).view(np.float64)
    [outcome] = evaluate_java(methods["softmax"], [(sent,)], timeout_s=30.0)
    assert np.array_equal(outcome.arguments_after[0].view(np.uint64), sent.view(np.uint64))


@pytest.mark.jvm
def test_an_answer_larger_than_its_request_is_waited_for(methods):
    row = (np.zeros(1000),)
    outcomes = evaluate_java(methods["softmax"], [row] * 1000)
    assert {outcome.value.tobytes() for outcome in outcomes} == {np.full(1000, 1e-3).tobytes()}


@pytest.mark.jvm
def test_an_answer_to_another_call_is_no_result(jvm, tmp_path, monkeypatch):
    harness = SimpleNamespace(load=lambda *numbers: "999999 0")
    gateway = SimpleNamespace(entry_point=harness)
    monkeypatch.setattr(jvm._exchange.peer, "gateway", gateway)
    with pytest.raises(SideError, match=r"must answer call \d+, got '999999 0'"):
        jvm.load(tmp_path, "Any")


@pytest.mark.jvm
def test_no_shared_memory_is_left_open():
    before = set(os.listdir("/proc/self/fd"))
    with Jvm():
        pass
    assert set(os.listdir("/proc/self/fd")) <= before


@pytest.mark.jvm
def test_a_jar_or_folder_of_any_name_is_loaded_from(jvm, tmp_path):
    jar = compile_java(jvm.jdk, *BUNDLED[1].java, release=17)
    link, folder = tmp_path / "a jar+of%20classes", tmp_path / "a folder+of%20classes"
    link.symlink_to(jar)
    with zipfile.ZipFile(jar) as opened:
        opened.extractall(folder)
    for classes in (link, folder):
        assert len(jvm.load(classes, BUNDLED[1].classes[0])) == 10
