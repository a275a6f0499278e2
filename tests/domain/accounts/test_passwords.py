"""Which passwords are taken: long ones of any signs, none that stand at the head of every list."""

import pytest

from domain.accounts.passwords import LEAST, MOST, PasswordFault, password_fault, read_password

COMMON = """
123456789012 1234567890123456 111111111111 aaaaaaaaaaaa abcabcabcabc password1234 passwordpassword
qwertyuiop12 qwertyuiopasdf 1qaz2wsx3edc4 1qaz2wsx3edc qazwsxedc123 PASSWORD12345 administrator1
welcome12345 letmein12345 iloveyou1234 woaini1314520 52013145201314 yunnan123456 kunming123456
yuanyang2020 jiankangma123 healthcode123 zhongguo1234 abc123abc123 098765432109 zyxwvutsrqpo
asdfghjkl1234 zxcvbnm123456 admin123admin superman1234 trustno1trustno1 mimamima1234
""".split()


@pytest.mark.parametrize("password", COMMON)
def test_the_commonest_are_refused(password: str) -> None:
    assert password_fault(password) is PasswordFault.COMMON


def test_the_staff_number_is_no_password() -> None:
    assert password_fault("482917365482", "482917365") is PasswordFault.COMMON


@pytest.mark.parametrize(
    "password",
    [
        "蓝色梯田上的三只小鸭子走路",
        "three ducks on a terrace",
        "correct horse battery staple",
        "x7#Kd92!mQzz",
        "            spaced words",
        "Ünïcödé käse brötchen",
        "yunnan rice noodles over the bridge",
    ],
)
def test_long_ones_of_any_signs_are_taken(password: str) -> None:
    assert password_fault(password) is None


def test_lengths_are_counted_in_signs() -> None:
    words = "三只鸭子在蓝色梯田走着"
    assert len(words) == LEAST - 1
    assert password_fault(words) is PasswordFault.SHORT
    assert password_fault(f"{words}过") is None
    assert password_fault("鸭子走过梯田" * (MOST // 6 + 1)) is PasswordFault.LONG


def test_one_password_whatever_the_keyboard() -> None:
    assert read_password("\uff44\uff55\uff43\uff4b\uff53") == "ducks"
    assert read_password("cafe\u0301") == read_password("caf\u00e9")
