"""What of a port travels: an archive that is enough where nothing else of it is."""

import zipfile

import pytest

from bridge.bundled import BUNDLED
from bridge.cache import cache_folder
from bridge.compare import Bits
from bridge.corrections import Correction
from bridge.ports import make_port
from bridge.shipping import read_archive, write_archive


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the port is."""
    here = tmp_path / "deep" / "here"
    here.mkdir(parents=True)
    for name in ("Foo.java", "deep/foo.py", "deep/here/travelling.py"):
        (tmp_path / name).write_text(name)
    monkeypatch.chdir(here)
    return tmp_path


def sent(folder, port):
    """The port as it comes out of its archive elsewhere."""
    write_archive(folder / "port.zip", port, [], [])
    with zipfile.ZipFile(folder / "port.zip") as archive:
        archive.extractall(folder / "elsewhere")
    return read_archive(folder / "elsewhere")


def test_files_lie_to_each_other_as_they_did(folder, monkeypatch):
    shipped = sent(folder, make_port(folder / "Foo.java", "../foo.py"))
    monkeypatch.chdir(shipped.folder)
    assert shipped.folder == folder / "elsewhere" / "files" / "deep" / "here"
    assert [path.read_text() for path in shipped.port.java] == ["Foo.java"]
    assert shipped.port.python.read_text() == "deep/foo.py"


def test_the_files_of_formulas_travel(folder):
    (folder / "deep" / "here" / "own").mkdir()
    (folder / "deep" / "here" / "own" / "foo.py").touch()
    correction = Correction("one", ["f"], "none", "travelling:applies")
    sent(folder, make_port("../../Foo.java", "own/foo.py", corrections=[correction]))
    assert (folder / "elsewhere/files/deep/here/travelling.py").is_file()


def test_a_module_of_ones_own_travels_and_an_installed_one_does_not(folder):
    sent(folder, make_port("../../Foo.java", "travelling"))
    assert (
        folder / "elsewhere" / "site" / "travelling.py"
    ).read_text() == "deep/here/travelling.py"
    sent(folder, make_port("../../Foo.java", "numpy"))
    assert not (folder / "elsewhere" / "site" / "numpy").exists()


def test_the_bundled_port_comes_back_with_its_rule(folder):
    [corrected] = [port for port in BUNDLED if port.reference == "corrected"]
    port = sent(folder, corrected).port
    assert (port.pairs, port.rule) == (corrected.pairs, corrected.rule)
    assert port.rule in (None, Bits())


def test_portproof_itself_travels(folder):
    sent(folder, make_port("../../Foo.java", "math"))
    site = folder / "elsewhere" / "site"
    assert (site / "bridge" / "java" / "harness").is_dir()
    assert (site / "activations" / "__init__.py").is_file()
    assert "Version: " in (site / "portproof.dist-info" / "METADATA").read_text()


@pytest.mark.parametrize("is_writable", [True, False])
def test_compiled_classes_come_into_the_cache_or_in_its_place(folder, monkeypatch, is_writable):
    own = folder / "home" if is_writable else folder / "Foo.java"
    monkeypatch.setenv("XDG_CACHE_HOME", str(own))
    (folder / "one.jar").write_text("classes")
    write_archive(
        folder / "port.zip", make_port("../../Foo.java", "math"), [folder / "one.jar"], []
    )
    with zipfile.ZipFile(folder / "port.zip") as archive:
        archive.extractall(folder / "elsewhere")
    read_archive(folder / "elsewhere").unpack_classes()
    assert (cache_folder("classes") / "one.jar").read_text() == "classes"
    assert is_writable == cache_folder().is_relative_to(own)
