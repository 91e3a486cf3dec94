"""Keys: what opens a vault, and what is said when it does not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import VaultRefused, WrongSecret
from app.vault.keys import (
    KeyCost,
    Passphrase,
    RecoveryKey,
    new_recovery_key,
    new_vault_key,
    refuse_empty,
    sub_keys,
    unwrap,
    wrap,
)

CHEAP = KeyCost(1, 64, 1)


def test_that_the_right_passphrase_gives_the_key_back() -> None:
    key = new_vault_key()
    wrapped = wrap(key, Passphrase("open sesame"), CHEAP, b"vault 1")
    assert unwrap(wrapped, Passphrase("open sesame"), CHEAP, b"vault 1") == key


def test_that_a_wrong_passphrase_is_one_sentence() -> None:
    wrapped = wrap(new_vault_key(), Passphrase("open sesame"), CHEAP, b"vault 1")
    with pytest.raises(WrongSecret) as caught:
        unwrap(wrapped, Passphrase("open sesam"), CHEAP, b"vault 1")
    assert caught.value.what == "That passphrase does not open this vault."
    assert "sesam" not in repr(caught.value)


def test_that_accents_may_be_composed_either_way() -> None:
    key = new_vault_key()
    wrapped = wrap(key, Passphrase("José"), CHEAP, b"")
    typed = unicodedata.normalize("NFD", "José")
    assert unwrap(wrapped, Passphrase(typed), CHEAP, b"") == key


def test_that_lowered_figures_are_noticed() -> None:
    wrapped = wrap(new_vault_key(), Passphrase("x"), CHEAP, b"1|64")
    with pytest.raises(WrongSecret):
        unwrap(wrapped, Passphrase("x"), CHEAP, b"1|32")


def test_that_a_secret_does_not_show_itself() -> None:
    assert "hush" not in repr(Passphrase("hush")) + repr(RecoveryKey("hush"))


def test_that_a_recovery_key_opens_however_it_is_typed() -> None:
    key, recovery = new_vault_key(), new_recovery_key()
    wrapped = wrap(key, recovery, CHEAP, b"")
    typed = recovery.text.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert unwrap(wrapped, RecoveryKey(typed), CHEAP, b"") == key


def test_that_another_recovery_key_is_refused_in_its_own_words() -> None:
    wrapped = wrap(new_vault_key(), new_recovery_key(), CHEAP, b"")
    with pytest.raises(WrongSecret) as caught:
        unwrap(wrapped, new_recovery_key(), CHEAP, b"")
    assert caught.value.what == "That recovery key does not open this vault."


@given(st.integers(0, 47), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_that_one_wrong_letter_names_its_group(place: int, letter: str) -> None:
    text = new_recovery_key().text
    if text[min(place, len(text) - 1)] == "-":
        return
    place = min(place, len(text) - 1)
    wrong = text[:place] + letter + text[place + 1 :]
    if wrong == text:
        return
    with pytest.raises(WrongSecret) as caught:
        _ = RecoveryKey(wrong).material
    assert caught.value.what.startswith(f"Group {place // 7 + 1} ")


def test_that_a_letter_outside_the_alphabet_is_a_typing_mistake() -> None:
    text = "U" + new_recovery_key().text[1:]
    with pytest.raises(WrongSecret, match="Group 1"):
        _ = RecoveryKey(text).material


def test_that_a_short_recovery_key_says_how_many_letters_were_typed() -> None:
    with pytest.raises(WrongSecret, match="5 letters and digits were typed"):
        _ = RecoveryKey("ABC-12").material


def test_that_no_two_uses_share_a_key() -> None:
    keys = sub_keys(new_vault_key())
    assert len({keys.database, keys.blobs, keys.names}) == 3


@pytest.mark.parametrize("text", ["", "   "])
def test_that_an_empty_passphrase_is_refused(text: str) -> None:
    with pytest.raises(VaultRefused):
        refuse_empty(Passphrase(text))
