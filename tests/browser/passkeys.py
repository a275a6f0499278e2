"""Steps of the passkeys' tests: chromium's own virtual authenticator, and a household's pages."""

from typing import Any

from playwright.sync_api import CDPSession, Page

_AUTHENTICATOR = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Authenticator:
    """A page's authenticator: what a phone's fingerprint sensor and its keys are."""

    def __init__(self, page: Page) -> None:
        self._devtools: CDPSession = page.context.new_cdp_session(page)
        self._devtools.send("WebAuthn.enable")
        added = self._devtools.send("WebAuthn.addVirtualAuthenticator", {"options": _AUTHENTICATOR})
        self._named = {"authenticatorId": added["authenticatorId"]}

    def credentials(self) -> list[dict[str, Any]]:
        """Give the passkeys it keeps, private keys and all."""
        found = self._devtools.send("WebAuthn.getCredentials", self._named)
        kept: list[dict[str, Any]] = found["credentials"]
        return kept

    def take(self, credentials: list[dict[str, Any]]) -> None:
        """Keep passkeys of another one, as a synced or borrowed one does."""
        for each in credentials:
            self._devtools.send("WebAuthn.addCredential", {**self._named, "credential": each})

    def verifies(self, verified: bool) -> None:
        """Let the owner's finger be known to it, or not."""
        told = {**self._named, "isUserVerified": verified}
        self._devtools.send("WebAuthn.setUserVerified", told)
