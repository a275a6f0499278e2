"""What a verb may know besides its values: who acts, when, under which keys and rules."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.kernel.actor import Actor
from domain.policy.policies import Policies
from domain.storage.keys import KeyRing


@dataclass(frozen=True, slots=True)
class Context:
    """The frozen surroundings of one act; a verb run again gets the same one.

    `nonce` is the id that the client fixed for this act (a form's, a check-in's): the same nonce
    twice is the same act. `texts` tells that codes can be sent by SMS, which some acts then want.
    """

    actor: Actor
    instant: datetime
    ring: KeyRing
    policies: Policies
    nonce: UUID
    texts: bool = False
