"""The HTML report in a real browser: marks, cards, filter, keyboard, nothing asked for from elsewhere.

Run by itself where Chromium, ChromeDriver and selenium are: `pytest tests/browser/page_in_browser.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.support.command import factcheck

DRAFT = """# Rivers

The Danube is 3,850 km long. The Danube is 2,850 km long. The Danube has 31 locks.

<script>document.title = "taken over"</script>

`x` &lt;script&gt;document.title = "taken over"&lt;/script&gt; &amp; <img src=x onerror="document.title='taken over'">

The Rhine is 9,230 km long.
"""
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=900,1200",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService("/usr/bin/chromedriver"))
    yield driver
    driver.quit()


@pytest.fixture
def page(browser: webdriver.Chrome, tmp_path: Path) -> webdriver.Chrome:
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    knowledge = ("--no-default-knowledge", "--knowledge", "examples/rivers/knowledge")
    done = factcheck("check", "--format", "html", *knowledge, str(tmp_path / "draft.md"))
    (tmp_path / "page.html").write_text(done.out, encoding="utf-8")
    browser.get((tmp_path / "page.html").as_uri())
    return browser


def sentences(page: webdriver.Chrome, verdict: str) -> list[WebElement]:
    return page.find_elements(By.CSS_SELECTOR, f".s.{verdict}")


def card(page: webdriver.Chrome, sentence: WebElement) -> WebElement:
    return page.find_element(By.ID, sentence.get_attribute("aria-controls") or "")


def test_the_draft_stays_text(page: webdriver.Chrome) -> None:
    assert page.title.endswith("draft.md")
    assert 'document.title = "taken over"' in page.find_element(By.TAG_NAME, "article").text
    assert [each.text for each in page.find_elements(By.TAG_NAME, "mark")] == ["3,850 km", "9,230 km"]


def test_a_click_opens_the_card_and_closes_it(page: webdriver.Chrome) -> None:
    first = sentences(page, "contradicted")[0]
    assert not card(page, first).is_displayed()
    first.click()
    assert card(page, first).is_displayed()
    assert "2,850, not 3,850" in card(page, first).text
    assert "Atlas of European Rivers" in card(page, first).text
    card(page, first).find_element(By.CLASS_NAME, "close").click()
    assert not card(page, first).is_displayed()
    assert page.switch_to.active_element == first


def test_by_keyboard(page: webdriver.Chrome) -> None:
    body = page.find_element(By.TAG_NAME, "body")
    first, second = sentences(page, "contradicted")
    body.send_keys("n")
    assert page.switch_to.active_element == first
    first.send_keys(Keys.ENTER)
    assert card(page, first).is_displayed()
    first.send_keys("n")
    assert page.switch_to.active_element == second
    second.send_keys(Keys.SPACE)
    second.send_keys(Keys.ESCAPE)
    assert not card(page, first).is_displayed()
    second.send_keys("p")
    assert page.switch_to.active_element == first


def test_the_filter(page: webdriver.Chrome) -> None:
    first = sentences(page, "contradicted")[0]
    first.click()
    box = page.find_element(By.CSS_SELECTOR, '[data-filter="contradicted"]')
    box.click()
    assert not card(page, first).is_displayed()
    assert first.value_of_css_property("background-color") == "rgba(0, 0, 0, 0)"
    assert first.get_attribute("tabindex") == "-1"
    box.click()
    assert first.value_of_css_property("background-color") != "rgba(0, 0, 0, 0)"


def test_no_error_and_no_request_leaves_the_page(page: webdriver.Chrome) -> None:
    page.refresh()
    for sentence in page.find_elements(By.CLASS_NAME, "s"):
        sentence.click()
    assert page.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    assert any(url.startswith("file:///") for url in asked)
    # the browser asks for pages of its own (chrome://)
    assert [url for url in asked if url.startswith(("http", "ws", "ftp"))] == []
