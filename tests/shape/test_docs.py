"""What is written for those who run the service names all there is."""

from pathlib import Path

from web.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def test_operations_explains_every_setting() -> None:
    text = (ROOT / "docs/operations.md").read_text("utf-8")
    missing = [name.upper() for name in Settings.model_fields if f"`{name.upper()}`" not in text]
    assert missing == []


def test_every_setting_has_a_line_of_prose() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_makefile_explains_its_targets() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    targets = next(line for line in text.splitlines() if line.startswith(".PHONY:")).split()[1:]
    for target in targets:
        assert f"\n{target}:" in text, f"{target} is no target"
        line = next(line for line in text.splitlines() if line.startswith(f"{target}:"))
        assert "## " in line, f"{target} says nothing of itself"
