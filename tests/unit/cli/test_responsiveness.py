"""`accord responsiveness`: printed as CSV, and as a workbook."""

from pathlib import Path

from openpyxl import load_workbook

from tests.unit.cli.test_cli import ROOT, accord


def test_it_is_printed_or_written_as_the_name_of_the_file_says(tmp_path: Path) -> None:
    examples = ROOT / "examples"
    files = (examples / "03_phase1_abroad.yaml", "--bind", examples / "03_bindings.yaml")
    assert accord(tmp_path, "agreement", "import", *files).returncode == 0
    printed = accord(tmp_path, "responsiveness", "-")
    assert printed.returncode == 0, printed.stderr
    assert printed.stdout.startswith("month,so_far,side,")
    written = accord(tmp_path, "responsiveness", "numbers.XLSX")
    assert written.returncode == 0, written.stderr
    book = load_workbook(tmp_path / "numbers.XLSX")
    assert book.sheetnames == ["Responsiveness", "Definitions"]
