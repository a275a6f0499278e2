"""The two check digits that documents carry: ISO 7064 MOD 11-2 and ICAO Doc 9303 7-3-1."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SIGNS = "10X98765432"
_ICAO_WEIGHTS = (7, 3, 1)


def mod_11_2(digits: str) -> str:
    """Give the 18th sign to 17 ASCII digits (GB 11643-1999, ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return _SIGNS[total % 11]


def icao(signs: str) -> str:
    """Give the check digit to ASCII digits and capitals, A counting 10 (Doc 9303 part 3, 4.9)."""
    total = sum(int(sign, 36) * _ICAO_WEIGHTS[at % 3] for at, sign in enumerate(signs))
    return str(total % 10)
