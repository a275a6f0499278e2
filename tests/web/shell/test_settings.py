"""Settings: what is missing or weak is refused in words that say what to set."""

import os
import ssl
import stat
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from pydantic import ValidationError

from tests.servers import free_port, settings_at
from web.settings import Settings
from web.tls import made_certificate

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"data_folder": None}, "DATA_FOLDER is needed"),
        ({"key_file": None}, "KEY_FILE is needed"),
        ({"host": "0.0.0.0"}, "PUBLIC_URL is needed"),  # noqa: S104 - what is being refused
        ({"public_url": "http://code.example"}, "must begin with https"),
        ({"public_url": "https://code.example/path"}, "a scheme, a host"),
        ({"public_url": "code.example"}, "a scheme, a host"),
        ({"home_division": "110101"}, "pattern"),
        ({"port": 0}, "greater than"),
        ({"workers": 0}, "greater than"),
        ({"backup_minutes": 4}, "greater than"),
        ({"backup_folder": "b", "database_url": "postgresql://a@b/c"}, "BACKUP_FOLDER is for"),
        ({"backup_folder": "/b", "key_file": "/b/keys/r.json"}, "must not lie in BACKUP_FOLDER"),
        ({"log_level": "loud"}, "Input should be"),
    ],
)
def test_refused(tmp_path: Path, chosen: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        settings_at(tmp_path, **chosen)


def test_the_demo_needs_nothing() -> None:
    demo = Settings(demo=True, data_folder=None, key_file=None)
    assert demo.keys.parent != demo.data
    assert not demo.keys.is_relative_to(demo.data)


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        settings_at(tmp_path).port = 1  # type: ignore[misc] # what is being refused


def _serve(**environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {"PATH": os.environ["PATH"]}
    return subprocess.run(
        [sys.executable, "-m", "web.cli", "serve"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env=inherited | environment,
    )


def test_the_command_refuses_in_one_line_each(tmp_path: Path) -> None:
    run = _serve()
    assert run.returncode == 2
    assert "DATA_FOLDER is needed" in run.stderr
    assert "Traceback" not in run.stderr
    inside = _serve(DATA_FOLDER=str(tmp_path), KEY_FILE=str(tmp_path / "ring.json"))
    assert inside.returncode == 2
    assert "lies inside the data folder" in inside.stderr
    assert "Traceback" not in inside.stderr


def test_the_made_certificate_fits_its_host_and_is_kept(tmp_path: Path) -> None:
    chosen = settings_at(tmp_path, host="0.0.0.0", public_url="https://192.168.1.20:8443")  # noqa: S104
    chosen.keys.parent.mkdir(parents=True)
    made = made_certificate(chosen)
    certificate = x509.load_pem_x509_certificate(made.read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert [str(name) for name in names.get_values_for_type(x509.IPAddress)] == ["192.168.1.20"]
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    before = made.read_bytes()
    assert made_certificate(chosen).read_bytes() == before
    other = settings_at(tmp_path, host="0.0.0.0", public_url="https://code.example")  # noqa: S104
    assert made_certificate(other).read_bytes() != before


def test_off_localhost_it_speaks_https(tmp_path: Path) -> None:
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "HOST": "127.0.0.2",
        "PORT": str(port),
        "PUBLIC_URL": f"https://127.0.0.2:{port}",
        "DATA_FOLDER": str(tmp_path / "data"),
        "KEY_FILE": str(tmp_path / "keys/ring.json"),
        "WORKERS": "2",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "web.cli", "serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    ) as running:
        try:
            answer = _when_up(f"https://127.0.0.2:{port}/readyz", tmp_path / "keys/tls.pem")
        finally:
            running.terminate()
            running.wait(timeout=30)
    assert answer.status_code == 200
    assert answer.headers["strict-transport-security"] == "max-age=63072000"


def _when_up(address: str, certificate: Path) -> httpx.Response:
    fault: Exception | None = None
    for _ in range(600):
        try:
            trusted = ssl.create_default_context(cafile=str(certificate))
            with httpx.Client(verify=trusted, trust_env=False) as client:
                return client.get(address)
        except (httpx.TransportError, OSError) as error:
            fault = error
            subprocess.run(["/bin/sleep", "0.1"], check=True)
    raise AssertionError(fault)
