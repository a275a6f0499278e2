"""Make the offline root, and sign the trust list that phones believe (docs/operations.md)."""

import argparse
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from domain.credential.cbor import MalformedError
from domain.credential.curve import PublicKey
from domain.credential.issuing import own_keys
from domain.credential.trust import (
    MOST_HANDOVERS,
    MOST_PINNED,
    Issuer,
    TrustList,
    bundle,
    cross_sign,
    make_root,
    read_trust,
    sign_trust_list,
)
from domain.kernel.clock import SystemClock
from domain.storage.keyfile import FileKeyRing
from web.commands.ceremony import (
    number_of,
    read_bytes,
    read_issuer,
    read_root,
    read_written_key,
    write_new,
    written_issuer,
    written_key,
    written_root,
)
from web.commands.findings import CannotRunError
from web.settings import Settings
from web.trust import home_issuer

_DAY = 86_400
_YEAR = 366
_SECRET_BYTES = 32


def add_trust(commands: Any) -> None:
    """Add `trust` to the command line's sub-commands."""
    parser = commands.add_parser("trust", help=__doc__)
    acts = parser.add_subparsers(required=True, metavar="ACT")
    act = _offline(acts, "root", make, "make a root; prints TRUST_ROOT. On a machine kept offline")
    act.add_argument("file", type=Path, metavar="ROOT", help="its own file, not there yet")
    act = _offline(acts, "public", public, "print TRUST_ROOT of a root once more")
    act.add_argument("file", type=Path, metavar="ROOT")
    act = acts.add_parser("issuer", help="write this service's own keys, for the root to sign")
    act.add_argument("target", type=Path, metavar="FILE", help="not there yet")
    act.set_defaults(run=issuer)
    act = _offline(acts, "sign", sign, "sign a trust list with the root")
    act.add_argument("file", type=Path, metavar="ROOT")
    act.add_argument("target", type=Path, metavar="FILE", help="not there yet: TRUST_FILE")
    act.add_argument("--issuer", type=Path, action="append", required=True, metavar="FILE")
    act.add_argument("--sequence", type=number_of, required=True, help="higher than the last one's")
    act.add_argument("--days", type=number_of, default=_YEAR, help="how long it holds")
    act.add_argument("--handover", type=Path, action="append", default=[], metavar="FILE")
    act = _offline(acts, "hand-over", hand_over, "let a root sign its successor")
    act.add_argument("file", type=Path, metavar="ROOT")
    act.add_argument("successor", type=read_written_key, help="the other's TRUST_ROOT")
    act.add_argument("target", type=Path, metavar="FILE", help="not there yet")
    act = _offline(acts, "show", show, "say what a phone with this root believes of a trust list")
    act.add_argument("target", type=Path, metavar="FILE")
    act.add_argument("root", type=read_written_key, metavar="TRUST_ROOT")


def make(chosen: argparse.Namespace) -> int:
    """Write a new root's own file and print its public half."""
    secret = secrets.token_bytes(_SECRET_BYTES)
    write_new(chosen.file, written_root(secret))
    print(written_key(make_root(secret).public))
    return 0


def public(chosen: argparse.Namespace) -> int:
    """Print a root's public half."""
    print(written_key(read_root(chosen.file).public))
    return 0


def issuer(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write this service's word about itself, and print the ids of its keys to be compared."""
    keys = own_keys(FileKeyRing(settings.keys, settings.data))
    pinned = tuple(key.private.public for key in keys)[-MOST_PINNED:]
    found = replace(home_issuer(settings), pinned=pinned)
    write_new(chosen.target, written_issuer(found))
    _print_issuer(found)
    return 0


def sign(chosen: argparse.Namespace) -> int:
    """Sign a trust list; what the root's phones would not read is not written."""
    root, now = read_root(chosen.file), int(SystemClock().now().timestamp())
    issuers = tuple(read_issuer(each) for each in chosen.issuer)
    trusted = TrustList(chosen.sequence, now, now + chosen.days * _DAY, issuers)
    handovers = [read_bytes(each) for each in chosen.handover]
    if len(handovers) > MOST_HANDOVERS:
        message = f"a trust list carries at most {MOST_HANDOVERS} hand-overs: the youngest ones"
        raise CannotRunError(message)
    made = bundle(sign_trust_list(trusted, root), handovers)
    if _believed(made, root.public) != trusted:
        message = "an issuer's names, address or keys are too many or too long for a trust list"
        raise CannotRunError(message)
    write_new(chosen.target, made)
    _print_list(trusted)
    return 0


def hand_over(chosen: argparse.Namespace) -> int:
    """Write a root's statement that another root comes after it."""
    now = int(SystemClock().now().timestamp())
    write_new(chosen.target, cross_sign(read_root(chosen.file), chosen.successor, now))
    print(f"{chosen.target}: sign later lists with the successor, and with --handover this file")
    return 0


def show(chosen: argparse.Namespace) -> int:
    """Print what is believed; raises CannotRunError where that is nothing."""
    found = _believed(read_bytes(chosen.target), chosen.root)
    if found is None:
        message = f"{chosen.target} is damaged, or neither this root nor a successor has signed it"
        raise CannotRunError(message)
    _print_list(found)
    return 0


def _offline(
    acts: Any, name: str, run: Callable[[argparse.Namespace], int], said: str
) -> argparse.ArgumentParser:
    """Add an act that needs no settings: there is no service where the root is."""
    act: argparse.ArgumentParser = acts.add_parser(name, help=said)
    act.set_defaults(alone=run)
    return act


def _believed(raw: bytes, root: PublicKey) -> TrustList | None:
    try:
        return read_trust(raw, root)
    except MalformedError:
        return None


def _print_list(trusted: TrustList) -> None:
    until = datetime.fromtimestamp(trusted.expires, UTC)
    print(f"sequence {trusted.sequence}, until {until:%Y-%m-%d %H:%M:%S} UTC")
    for each in trusted.issuers:
        _print_issuer(each)


def _print_issuer(issuer: Issuer) -> None:
    print(f"{issuer.id}  {issuer.zh}  {issuer.en}  {issuer.address}")
    for key in issuer.pinned:
        print(f"  key {key.kid.hex()}")
