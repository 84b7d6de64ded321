"""`accord agreement export`: as a file, as a page, for one seat."""

from pathlib import Path

import pytest

from tests.unit.cli.test_cli import ROOT, accord

EXAMPLE = ROOT / "examples" / "03_phase1_abroad.yaml"
BINDINGS = ROOT / "examples" / "03_bindings.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    done = accord(tmp_path, "agreement", "import", EXAMPLE, "--bind", BINDINGS)
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_a_seat_gets_an_extract_and_the_holder_of_the_database_all(folder: Path) -> None:
    export = ("agreement", "export", "-")
    whole = accord(folder, *export).stdout
    assert "unblinded_pharmacist" in whole
    assert "This is an extract" not in whole
    extract = accord(folder, *export, "--as", "clinical_ops_lead").stdout
    assert "This is an extract" in extract
    assert "unblinded_pharmacist" not in extract
    nobody = accord(folder, *export, "--as", "king")
    assert (nobody.returncode, nobody.stdout) == (1, "")
    assert 'There is no seat "king".' in nobody.stderr


def test_the_page_names_the_holders(folder: Path) -> None:
    done = accord(folder, "agreement", "export", "page.html", "--format", "html")
    assert done.returncode == 0, done.stderr
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert page.lstrip().startswith("<!doctype html>")
    assert "Clinical operations lead, since" in page
    assert accord(folder, "agreement", "export", "-", "--format", "pdf").returncode == 2
