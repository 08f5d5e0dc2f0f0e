import os
import shutil
import signal

import hypothesis
import pytest

from bridge.errors import JdkNotFoundError
from bridge.javac import find_jdk

# They are there to be checked, not to be collected.
collect_ignore = ["ports"]

DOCTESTS_OF_THE_JVM = {"README.md", "jvm.py"}
BROWSER = ["chromium", "chromedriver"]

# A shell that runs this in the background has Ctrl-C ignored, also by what is started from here.
signal.signal(signal.SIGINT, signal.default_int_handler)

hypothesis.settings.register_profile("dev", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_collection_modifyitems(items):
    if os.environ.get("PORTPROOF_REQUIRE_JVM") == "1":
        return
    try:
        find_jdk()
    except JdkNotFoundError as error:
        for item in items:
            if item.get_closest_marker("jvm") or item.path.name in DOCTESTS_OF_THE_JVM:
                item.add_marker(pytest.mark.skip(reason=str(error)))
    missing = [program for program in BROWSER if shutil.which(program) is None]
    for item in items if missing else ():
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=f"needs {' and '.join(missing)}"))
