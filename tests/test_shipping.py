"""What of a port travels: an archive that is enough where nothing else of it is."""

import os
import zipfile

import pytest

from bridge.bundled import BUNDLED
from bridge.compare import Bits
from bridge.corrections import Correction
from bridge.ports import make_port
from bridge.shipping import enter_archive, write_archive


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the port is; the way back from an archive restores what that changes."""
    here = tmp_path / "deep" / "here"
    here.mkdir(parents=True)
    for name in ("Foo.java", "deep/foo.py", "deep/here/truth.py"):
        (tmp_path / name).write_text(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.chdir(here)
    return tmp_path


def sent(folder, port):
    """The port as it comes out of its archive elsewhere."""
    write_archive(folder / "port.zip", port, [], [])
    with zipfile.ZipFile(folder / "port.zip") as archive:
        archive.extractall(folder / "elsewhere")
    return enter_archive(folder / "elsewhere")


def test_files_lie_to_each_other_as_they_did(folder):
    port = sent(folder, make_port(folder / "Foo.java", "../foo.py"))
    assert os.getcwd() == str(folder / "elsewhere" / "files" / "deep" / "here")
    assert [path.read_text() for path in port.java] == ["Foo.java"]
    assert port.python.read_text() == "deep/foo.py"


def test_the_files_of_formulas_travel(folder):
    (folder / "deep" / "here" / "own").mkdir()
    (folder / "deep" / "here" / "own" / "foo.py").touch()
    correction = Correction("one", ["f"], "none", "truth:applies")
    sent(folder, make_port("../../Foo.java", "own/foo.py", corrections=[correction]))
    assert (folder / "elsewhere/files/deep/here/truth.py").is_file()


def test_a_module_of_ones_own_travels_and_an_installed_one_does_not(folder):
    sent(folder, make_port("../../Foo.java", "truth"))
    assert (folder / "elsewhere" / "site" / "truth.py").read_text() == "deep/here/truth.py"
    sent(folder, make_port("../../Foo.java", "numpy"))
    assert not (folder / "elsewhere" / "files" / "deep" / "here" / "numpy").exists()


def test_the_bundled_port_comes_back_with_its_rule(folder):
    [corrected] = [port for port in BUNDLED if port.reference == "corrected"]
    port = sent(folder, corrected)
    assert (port.pairs, port.rule) == (corrected.pairs, corrected.rule)
    assert port.rule in (None, Bits())


def test_portproof_itself_travels(folder):
    sent(folder, make_port("../../Foo.java", "math"))
    site = folder / "elsewhere" / "site"
    assert (site / "bridge" / "java" / "harness").is_dir()
    assert (site / "activations" / "__init__.py").is_file()
    assert "Version: " in (site / "portproof.dist-info" / "METADATA").read_text()
