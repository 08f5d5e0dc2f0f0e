"""The HTML page in a browser, opened from a file as people do."""

import shutil
from dataclasses import replace

import numpy as np
import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from test_report import ALL, EXPLAINED, NO_RULE, SAME, report

from bridge.places import Place
from bridge.points import Points
from bridge.report.html import report_as_html

pytestmark = pytest.mark.browser

X = np.linspace(-6, 6, 20)
ERRORS = Points(X, (("java", abs(X)), ("python", X / X)), X > 0)
PICTURED = replace(SAME, java="relu(double)", errors=ERRORS)


@pytest.fixture(scope="module")
def browser():
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for word in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(
        options=options, service=Service(shutil.which("chromedriver") or "chromedriver")
    )
    yield driver
    driver.quit()


@pytest.fixture
def page(browser, tmp_path):
    """The page of a few verdicts; it must not complain about anything."""
    file = tmp_path / "a report.html"
    file.write_text(report_as_html(report(PICTURED, *ALL)), encoding="utf-8")
    browser.get(file.as_uri())
    yield browser
    assert browser.get_log("browser") == []


def shown(page, selector):
    return [e.text for e in page.find_elements(By.CSS_SELECTOR, selector) if e.is_displayed()]


def button(page, text):
    """The first one with a text that can be seen."""
    buttons = page.find_elements(By.XPATH, f"//button[contains(., '{text}')]")
    return next(one for one in buttons if one.is_displayed())


def test_the_page_says_how_it_came_out(page):
    assert page.title == "portproof: FAILED"
    assert shown(page, "h1") == ["portproof: FAILED"]
    assert len(shown(page, ".fold")) == len([one for one in ALL if one.java]) + 1
    assert shown(page, ".more") == []


@pytest.mark.parametrize("key", [None, Keys.ENTER, Keys.SPACE])
def test_a_row_unfolds_by_mouse_and_by_keyboard(page, key):
    fold = button(page, "relu")
    fold.click() if key is None else fold.send_keys(key)
    assert fold.get_attribute("aria-expanded") == "true"
    [text] = shown(page, ".more")
    for heading in ("Signature", "Java", "Python", "Cases", "How far off each side is"):
        assert heading in text
    assert page.find_element(By.CSS_SELECTOR, "figure svg").size["width"] > 300
    fold.click()
    assert shown(page, ".more") == []


def test_a_filter_leaves_one_verdict(page):
    button(page, "CORRECTED 1").click()
    assert shown(page, "td.verdict") == ["CORRECTED"]
    assert shown(page, "[role=status]") == ["1 of 7 shown"]
    button(page, "All").click()
    assert len(shown(page, "td.verdict")) == 7


def test_a_name_finds_its_methods(page):
    page.find_element(By.CSS_SELECTOR, "input").send_keys("ERF")
    assert shown(page, ".fold") == ["erf(double)"]


def test_a_heading_sorts_both_ways_with_what_is_unknown_last(page):
    heading = button(page, "ULP Python")
    heading.click()
    up = shown(page, "tbody > tr > td:nth-child(7)")
    heading.click()
    down = shown(page, "tbody > tr > td:nth-child(7)")
    assert up == ["0.51", "0.51", "1e+300", *"----"]
    assert down == ["1e+300", "0.51", "0.51", *"----"]
    assert heading.find_element(By.XPATH, "..").get_attribute("aria-sort") == "descending"


def test_the_call_and_the_command_are_copied(page):
    page.execute_script("navigator.clipboard.writeText = async (text) => { window.copied = text }")
    button(page, "tanh(double)").click()
    button(page, "Copy the call").click()
    assert page.execute_script("return copied") == "tanh(-1)"
    button(page, "Copy the command").click()
    assert page.execute_script("return copied").startswith(
        "portproof check --method 'tanh(double)'"
    )
    assert shown(page, "[role=status]") == ["Copied"]


def test_all_are_unfolded_and_folded_at_once(page):
    button(page, "Unfold").click()
    assert len(shown(page, ".more")) == 7
    button(page, "Unfold").click()
    assert shown(page, ".more") == []


def test_on_paper_everything_is_unfolded(page):
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert len(shown(page, ".more")) == 7
    assert shown(page, ".tools, .copy") == []
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@pytest.mark.parametrize("width", [1280, 400])
def test_the_page_is_no_wider_than_its_window(page, width):
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    button(page, "Unfold").click()
    assert page.execute_script("return document.documentElement.scrollWidth") <= width
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.fixture
def explained(browser, tmp_path):
    """The page of a cause that is known, and of one that no rule explains."""
    (tmp_path / "foo.py").write_text("def f(x):\n    return x\n")
    one = replace(EXPLAINED, python_place=Place(str(tmp_path / "foo.py"), 1))
    file = tmp_path / "causes.html"
    file.write_text(report_as_html(report(one, NO_RULE)), encoding="utf-8")
    browser.get(file.as_uri())
    button(browser, "Unfold").click()
    yield browser
    assert browser.get_log("browser") == []


def test_a_fix_is_copied_as_a_diff(explained):
    explained.execute_script(
        "navigator.clipboard.writeText = async (text) => { window.copied = text }"
    )
    button(explained, "Copy the fix").click()
    head, hunks = explained.execute_script("return copied").split("@@ -1,2 +1,2 @@\n")
    assert [line[:6] for line in head.splitlines()] == ["--- a/", "+++ b/"]
    assert hunks == " def f(x):\n-    return x\n+    return int32(x)\n"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_lines_of_a_cause_are_marked(explained, theme):
    feature = {"name": "prefers-color-scheme", "value": theme}
    explained.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    marked, other = (
        explained.find_element(By.CSS_SELECTOR, selector).value_of_css_property("background-color")
        for selector in (".source .hll", ".source .linenos")
    )
    assert marked != other
    [line] = shown(explained, ".source .hll")
    assert line.split() == ["2", "return", "x"]
    explained.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_steps_are_a_table_where_no_rule_explains_it(explained):
    assert "logic differs; no Java rule explains it" in shown(explained, ".cause")[1]
    assert len(explained.find_elements(By.CSS_SELECTOR, ".steps tbody tr")) == 19
    first = shown(explained, ".steps tbody tr")[0]
    assert " ".join(first.split()) == "1 x += 1 x = 1, y = 'é'"
