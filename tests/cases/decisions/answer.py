"""Our program's answers over standard input: one case a line in, one answer a line out.

python -m tests.cases.decisions.run -- python -m tests.cases.decisions.answer
"""

import json
import sys

from domain.policy.policies import load_policies
from tests.cases.decisions.form import Posed


def main() -> None:
    """Answer every line until there are no more."""
    policies = load_policies()
    for line in sys.stdin:
        case = json.loads(line)
        answer = Posed(case).answer(policies.set_named(case["set"]))
        sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
