"""Which room may know which: the import contracts, and records that stay in their room."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What only some requests need is loaded by the first of them: megabytes, and a start made slow.
_HEAVY = ("OpenSSL", "alembic", "argon2", "fpdf", "http_ece", "httpx", "uharfbuzz", "webauthn")
# Retention deletes from every room's tables; the migrations know all tables.
_ALLOWED = {"retention", "storage"}


def test_the_import_contracts_hold() -> None:
    tool = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run(
        [tool, "--no-cache"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def test_records_stay_in_their_room() -> None:
    strays = []
    for path in [*(ROOT / "domain").rglob("*.py"), *(ROOT / "web").rglob("*.py")]:
        parts = path.relative_to(ROOT).parts
        room = parts[1] if parts[0] == "domain" else "web"
        for module in _imported(path):
            steps = module.split(".")
            if (
                steps[0] == "domain"
                and steps[-1] == "records"
                and room not in {steps[1], *_ALLOWED}
            ):
                strays.append(f"{path.relative_to(ROOT)} imports {module}")
    assert strays == []


def test_nothing_happens_at_import() -> None:
    """Importing the application opens no file of ours and reads no setting."""
    code = "import sys, web.app, web.cli; sys.exit('web.demo' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=False, env={}, capture_output=True
    )
    assert run.returncode == 0, run.stderr.decode()[-2000:]


def test_a_serving_process_starts_without_what_few_requests_need() -> None:
    code = (
        "import sys, web.app, web.routes; web.routes.all_routes();"
        f" sys.exit(' '.join(name for name in {_HEAVY} if name in sys.modules) or 0)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=False, env={}, capture_output=True
    )
    assert run.returncode == 0, run.stderr.decode()[-2000:]
