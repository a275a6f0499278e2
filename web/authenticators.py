"""What the library for WebAuthn is asked: options for a browser, the check of its answer.

Loaded by `web/passkeys.py` alone. Whatever is wrong with an answer is None: the reason is
nobody's business.
"""

from collections.abc import Sequence
from typing import Any

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    options_to_json_dict,
    parse_authentication_credential_json,
    parse_registration_credential_json,
)
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from domain.accounts.challenges import Challenge
from domain.accounts.credentials import MadePasskey, Passkey, UsedPasskey
from web.passkeys import MOST_CREDENTIAL, Answer, Party

# What every device has; Ed25519; and what the chips of old office machines have.
_ALGORITHMS = [
    COSEAlgorithmIdentifier.ECDSA_SHA_256,
    COSEAlgorithmIdentifier.EDDSA,
    COSEAlgorithmIdentifier.RSASSA_PKCS1_v1_5_SHA_256,
]
_MILLISECONDS = 120_000


def creation(
    party: Party, given: Challenge, names: tuple[str, str], kept: Sequence[Passkey]
) -> dict[str, Any]:
    """Give the options of `navigator.credentials.create` as JSON has them."""
    options = generate_registration_options(
        rp_id=party.id,
        rp_name=names[0],
        user_name=names[1],
        user_id=given.handle,
        challenge=given.challenge,
        timeout=_MILLISECONDS,
        attestation=AttestationConveyancePreference.NONE,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_described(kept),
        supported_pub_key_algs=_ALGORITHMS,
    )
    return options_to_json_dict(options)


def request(party: Party, given: Challenge, allowed: Sequence[Passkey]) -> dict[str, Any]:
    """Give the options of `navigator.credentials.get` as JSON has them."""
    options = generate_authentication_options(
        rp_id=party.id,
        challenge=given.challenge,
        timeout=_MILLISECONDS,
        allow_credentials=_described(allowed),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


def made(answer: Answer) -> MadePasskey | None:
    """Check the answer to `creation` (WebAuthn, 7.1)."""
    try:
        credential = parse_registration_credential_json(answer.text)
        found = verify_registration_response(
            credential=credential,
            expected_challenge=answer.challenge,
            expected_rp_id=answer.party.id,
            expected_origin=answer.party.origin,
            require_user_verification=True,
            supported_pub_key_algs=_ALGORITHMS,
        )
    except Exception:  # noqa: BLE001 - the library raises its own base, and whatever parsers raise
        return None
    if not 0 < len(found.credential_id) <= MOST_CREDENTIAL:
        return None
    return MadePasskey(
        credential_id=found.credential_id,
        public_key=found.credential_public_key,
        sign_count=found.sign_count,
        transports=tuple(sorted({each.value for each in credential.response.transports or ()})),
        backed_up=found.credential_backed_up,
    )


def used(answer: Answer, passkey: Passkey) -> UsedPasskey | None:
    """Check a passkey's answer (WebAuthn, 7.2) but for its count.

    The passkey's row decides on the count, in one statement with its change.
    """
    try:
        credential = parse_authentication_credential_json(answer.text)
        found = verify_authentication_response(
            credential=credential,
            expected_challenge=answer.challenge,
            expected_rp_id=answer.party.id,
            expected_origin=answer.party.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except Exception:  # noqa: BLE001 - the library raises its own base, and whatever parsers raise
        return None
    # WebAuthn 7.2, step 6: where no user was named beforehand, the answer itself names them.
    if credential.response.user_handle != passkey.handle:
        return None
    if found.credential_id != passkey.credential_id:
        return None
    return UsedPasskey(found.credential_id, found.new_sign_count, found.credential_backed_up)


def _described(passkeys: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=each.credential_id,
            transports=[AuthenticatorTransport(way) for way in each.transports] or None,
        )
        for each in passkeys
    ]
