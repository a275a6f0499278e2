"""A certificate the service makes for itself, so that a phone on the same network gets HTTPS.

Without HTTPS a browser gives a page no camera, service worker or WebCrypto. A real certificate
belongs to the proxy in front; this one lasts a year and is made anew a month before its end.
"""

import ipaddress
import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from domain.kernel.clock import Clock, SystemClock
from web.settings import Settings

_YEAR = timedelta(days=365)
_MONTH = timedelta(days=30)


def made_certificate(settings: Settings, clock: Clock | None = None) -> Path:
    """Give the PEM file (key and certificate, 0600) beside the key ring, making it where needed."""
    path = settings.keys.parent / "tls.pem"
    host = urlsplit(settings.origin).hostname or settings.host
    now = (clock or SystemClock()).now()
    if path.exists():
        kept = x509.load_pem_x509_certificate(path.read_bytes())
        if kept.not_valid_after_utc - now > _MONTH and _host_of(kept) == host:
            return path
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host[:64])])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + _YEAR)
        .add_extension(x509.SubjectAlternativeName([_general_name(host)]), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _write(path, private + certificate.public_bytes(serialization.Encoding.PEM))
    return path


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _host_of(certificate: x509.Certificate) -> str:
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return str(next(iter(names)).value)


def _write(path: Path, body: bytes) -> None:
    fresh = path.with_name(path.name + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(body)
    fresh.replace(path)
