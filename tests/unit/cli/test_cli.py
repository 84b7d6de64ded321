"""The command line, run as people run it: in a folder, with an environment."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "01_rat_tox_in_vivo.yaml"
BINDINGS = ROOT / "examples" / "01_bindings.yaml"


def accord(
    folder: Path, *arguments: str | Path, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("ACCORD_", "SLACK_"))}
    return subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), **environment},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("question", "kind", "key"),
    [
        ("who owns the histo slides?", "area", "histopathology"),
        ("who is doing the path read", "area", "histopathology"),
        ("who owns the coffee machine", "none", None),
    ],
)
def test_a_file_answers_who_owns_what(
    tmp_path: Path, question: str, kind: str, key: str | None
) -> None:
    done = accord(tmp_path, "ask", "--agreement", EXAMPLE, "--json", *question.split())
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert set(answer) == {"question", "kind", "key", "candidates", "text"}
    assert (answer["question"], answer["kind"], answer["key"]) == (question, kind, key)


def test_questions_on_the_standard_input_give_one_object_a_line(tmp_path: Path) -> None:
    done = accord(tmp_path, "ask", "--agreement", EXAMPLE, "-", stdin="who owns SEND?\n\nCoA?\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["key"] for answer in answers] == ["send_dataset", "test_article"]


def test_an_answer_for_a_blinded_seat_leaves_out_what_it_may_not_know(tmp_path: Path) -> None:
    example = ROOT / "examples" / "03_phase1_abroad.yaml"
    ask = ("ask", "--agreement", example, "--json")
    hidden = json.loads(
        accord(tmp_path, *ask, "--as", "clinical_ops_lead", "where is the unblinded folder").stdout
    )
    assert hidden["kind"] != "location"
    assert "folder" not in hidden["text"]
    assert "unblinded_folder" not in str(hidden["candidates"])
    shown = json.loads(accord(tmp_path, *ask, "where is the unblinded folder").stdout)
    assert shown["key"] == "unblinded_folder"


def test_an_agreement_is_imported_exported_and_equal(tmp_path: Path) -> None:
    imported = accord(tmp_path, "agreement", "import", EXAMPLE, "--bind", BINDINGS)
    assert imported.returncode == 0, imported.stderr
    assert "version 2 is now in force" in imported.stdout
    again = accord(tmp_path, "agreement", "import", EXAMPLE, "--bind", BINDINGS)
    assert "was in force already; 0 bindings changed" in again.stdout
    exported = accord(tmp_path, "agreement", "export", "out.yaml")
    assert exported.returncode == 0, exported.stderr
    reimported = accord(tmp_path, "agreement", "import", "out.yaml")
    assert "was in force already" in reimported.stdout, reimported.stderr
    verified = accord(tmp_path, "record", "verify")
    assert verified.returncode == 0
    assert "The record is whole: 2 entries" in verified.stdout
    lines = accord(tmp_path, "record", "export").stdout.splitlines()
    assert [json.loads(line)["kind"] for line in lines] == [
        "agreement.imported",
        "bindings.changed",
    ]


def test_a_file_over_what_is_in_force_is_proposed(tmp_path: Path) -> None:
    assert accord(tmp_path, "agreement", "import", EXAMPLE, "--bind", BINDINGS).returncode == 0
    newer = tmp_path / "newer.yaml"
    newer.write_text(EXAMPLE.read_text().replace("grace: 4h", "grace: 6h"))
    for _ in range(2):  # the second time it waits already
        done = accord(tmp_path, "agreement", "import", newer)
        assert done.returncode == 0, done.stderr
        assert (
            "version 2 stays in force; the file is proposed as proposal 1. It is in force when"
            " Larkspur and Deccan have accepted it in chat"
        ) in done.stdout
    exported = accord(tmp_path, "agreement", "export", "-")
    assert "grace: 4h" in exported.stdout
    lines = accord(tmp_path, "record", "export").stdout.splitlines()
    assert [json.loads(line)["kind"] for line in lines].count("amendment.imported") == 1


def test_a_file_with_mistakes_lists_them_and_imports_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(EXAMPLE.read_text().replace("grace: 4h", "grace: four hours"))
    for action in (("check", bad), ("import", bad)):
        done = accord(tmp_path, "agreement", *action)
        assert done.returncode == 1
        assert "bad.yaml:" in done.stderr
        assert "cadences[weekly_status].grace" in done.stderr
    export = accord(tmp_path, "agreement", "export", "-")
    assert export.returncode == 1
    assert "There is no agreement yet." in export.stderr


def test_what_is_wrong_is_said_in_one_sentence(tmp_path: Path) -> None:
    for arguments, sentence in (
        (("agreement", "check", "nothing.yaml"), "nothing.yaml: there is no such file."),
        (("ask", "--agreement", EXAMPLE, "--as", "king", "who?"), 'There is no seat "king".'),
        (("teams-package",), "TEAMS_APP_ID is not set"),
    ):
        done = accord(tmp_path, *arguments)
        assert done.returncode == 1
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr


def test_wrong_usage_exits_with_two(tmp_path: Path) -> None:
    assert accord(tmp_path, "dance").returncode == 2
    assert accord(tmp_path).returncode == 2


def test_an_unknown_setting_is_refused_with_the_nearest(tmp_path: Path) -> None:
    done = accord(tmp_path, "serve", ACCORD_PROT="80")
    assert done.returncode == 1
    assert "ACCORD_PROT is not a setting. Did you mean ACCORD_PORT?" in done.stderr


def test_the_development_clock_is_refused_off_this_machine(tmp_path: Path) -> None:
    done = accord(tmp_path, "serve", "--dev", ACCORD_HOST="0.0.0.0")
    assert done.returncode == 1
    assert "ACCORD_HOST=127.0.0.1" in done.stderr


def test_the_doctor_names_what_is_missing(tmp_path: Path) -> None:
    done = accord(tmp_path, "doctor")
    assert done.returncode == 1
    assert "No platform is set up." in done.stdout
    assert "accord db upgrade" in done.stdout
    assert accord(tmp_path, "db", "upgrade").returncode == 0
    fine = accord(tmp_path, "doctor", SLACK_SIGNING_SECRET="s", SLACK_BOT_TOKEN="xoxb-1")
    assert fine.returncode == 0
    assert len(accord(tmp_path, "doctor", "--new-key").stdout.strip()) == 44


def test_the_schema_is_what_an_editor_can_use(tmp_path: Path) -> None:
    schema = json.loads(accord(tmp_path, "agreement", "schema").stdout)
    assert schema["$schema"].endswith("2020-12/schema")
    assert accord(tmp_path, "agreement", "schema", "s.json").returncode == 0
    assert json.loads((tmp_path / "s.json").read_text()) == schema


def test_the_demonstration_answers_piped_input(tmp_path: Path) -> None:
    done = accord(
        tmp_path, "chat",
        stdin="who owns the histo slides?\nwho owns the coffee machine\n/advance 10m\n",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Histology slides and microscopic evaluation" in done.stdout
    assert "Nothing is agreed on this" in done.stdout
    assert "Weekly written status is due" in done.stdout


def test_the_app_package_is_built(tmp_path: Path) -> None:
    done = accord(
        tmp_path,
        "teams-package",
        TEAMS_APP_ID="0a0b0c0d-0000-4000-8000-00000000b007",
        TEAMS_APP_PASSWORD="p",
        TEAMS_APP_TENANT_ID="t",
        ACCORD_PUBLIC_URL="https://accord.example",
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "accord-teams.zip").stat().st_size > 500
