"""Home and office days in a browser: a week is chosen on a phone, with the page's own inputs, and is kept."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser import accessibility_problems, chromium, installed_packages, screenshot  # noqa: F401
from tests.page_actions import say
from tests.whole_product import running

PATIENCE = 20_000  # milliseconds that something may take on a slow machine
PHONE = {"width": 375, "height": 740}


def test_a_week_is_filled_in_and_saved_on_a_phone(browser: Browser, page_packages: Path, tmp_path: Path) -> None:
    with running(tmp_path) as product:
        context = browser.new_context(locale="nl-NL", timezone_id="Europe/Amsterdam", viewport=PHONE)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page = context.new_page()
        page.goto(f"{product.base}/?person={product.person('employee')}&theme=dark")
        expect(page.locator(".card")).to_have_count(1)
        say(page, "ik werk volgende week maandag thuis")
        form = page.locator(".card").last
        expect(form.get_by_role("combobox", name="maandag")).to_have_value("home")
        form.get_by_role("combobox", name="dinsdag").select_option("Op kantoor")
        assert accessibility_problems(page, page_packages, ".message-list") == []
        form.get_by_role("button", name="Opslaan").click()
        expect(form).to_contain_text("Opgeslagen")
        expect(form).to_contain_text("Op kantoor")
        screenshot(page, "workdays-stored-phone")
        form.get_by_role("button", name="Aanpassen").click()
        expect(form.get_by_role("combobox", name="dinsdag")).to_have_value("office")
        expect.set_options(timeout=None)
        context.close()
