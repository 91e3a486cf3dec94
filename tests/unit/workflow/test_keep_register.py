"""The register of custodians and channels: by hand, from tables, from sources; and its undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import new_vault
from coverage_desk import DIAZ, daily, day, hold_of

from app.domain.coverage import RegisterEntry, plain_account
from app.errors import AppError
from app.vault.driver import driver
from app.vault.folder import Vault
from app.workflow.keep_register import COLUMNS, Register, date_of, entries_of

HEAD = ",".join(COLUMNS)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = new_vault(tmp_path)
    yield made
    made.close()


@pytest.fixture
def register(vault: Vault) -> Register:
    return Register(vault, "Rosa")


def held(register: Register) -> list[RegisterEntry]:
    return [one.entry for one in register.entries()]


def test_that_an_entry_with_the_same_key_takes_the_others_place(register: Register) -> None:
    register.add([DIAZ])
    later = replace(DIAZ, serial="R58M", since=day("2026-01-01"))
    assert register.add([later]) == 1
    assert held(register) == [later]
    assert register.add([later]) == 0


def test_that_each_change_is_taken_back_by_itself(register: Register) -> None:
    other = replace(DIAZ, channel="email", account="diaz@example.com", device="")
    register.add([DIAZ])
    register.add([replace(DIAZ, serial="R58M"), other])
    register.remove([one.id for one in register.entries()])
    assert held(register) == []
    assert register.undo() == "a change of the register"
    assert len(held(register)) == 2
    register.undo()
    assert held(register) == [DIAZ]
    register.undo()
    assert held(register) == []
    assert register.undo() == ""


def test_that_what_is_said_again_after_undo_can_be_undone_again(register: Register) -> None:
    register.add([DIAZ])
    register.undo()
    register.add([DIAZ])
    assert held(register) == [DIAZ]
    register.undo()
    assert held(register) == []


def test_that_every_change_stands_in_the_trail_without_a_name(
    vault: Vault, register: Register
) -> None:
    register.add([DIAZ])
    register.remove([register.entries()[0].id])
    register.remove([])
    register.undo()
    with vault.read() as work:
        trail = work.audit.entries()
    assert [one.act for one in trail][-3:] == [
        "register.added", "register.removed", "coverage.undone",
    ]  # fmt: skip
    assert "Diaz" not in str([one.detail for one in trail])


def test_that_the_log_of_the_register_is_only_added_to(vault: Vault, register: Register) -> None:
    register.add([DIAZ])
    for statement in ("DELETE FROM coverage_log", "UPDATE coverage_log SET stands = 0"):
        with pytest.raises(Exception, match="only ever added to"), vault.database.write() as raw:
            driver(raw).execute(statement)
    assert held(register) == [DIAZ]


def test_that_a_table_comes_back_as_it_went(register: Register) -> None:
    entries = [
        replace(DIAZ, since=day("2025-06-01"), until=day("2026-06-01"), serial="=1+1"),
        RegisterEntry("Ofc. Diaz", role="Patrol"),
        RegisterEntry("Ofc. Diaz", channel="x", account="@diaz", may_hold=False, said="Order 12"),
    ]
    register.add(entries)
    table = register.as_table()
    assert "'=1+1" in table
    assert "'@diaz" in table
    again = entries_of(table)
    assert sorted(again, key=lambda one: one.key) == held(register)
    assert register.take_table(table) == 0


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ("name,text\nDiaz,sms\n", "no columns"),
        (f"{HEAD}\n,,sms,,,,,,,\n", "Line 2.*names no custodian"),
        (f"{HEAD}\nDiaz,,sms,,,,whenever,,,\n", "Line 2.*is not a date"),
        (f"{HEAD}\nDiaz,,sms,,,,,,maybe,\n", "Line 2.*neither yes nor no"),
        (f"{HEAD}\nDiaz,,sms,,,,,,no,\n", "Line 2.*nobody is named"),
        (f"{HEAD}\nDiaz,,,850-555-0101,,,,,,\n", "Line 2.*channel is missing"),
        (f"{HEAD}\nDiaz,,sms,,,,2026-03-02,2026-03-01,,\n", "Line 2.*lies before"),
        ('custodian,channel\n"' + "x" * 200_000 + '",sms\n', "cannot be read"),
        (f"{HEAD}\n" + "Diaz,,sms,,,,,,,\n" * 50_001, "more than 50,000"),
    ],
)
def test_that_a_wrong_table_is_refused_whole(register: Register, table: str, what: str) -> None:
    with pytest.raises(AppError, match=what):
        register.take_table(table)
    assert held(register) == []


def test_that_channels_are_known_by_their_usual_names(register: Register) -> None:
    register.take_table("custodian,channel\nDiaz,Texts\nCole,E-Mail\nReyes,Twitter\nHale,Radio\n")
    assert {one.channel for one in held(register)} == {"sms", "email", "x", "radio"}


def test_that_sources_propose_their_accounts_once(vault: Vault, register: Register) -> None:
    hold_of(vault, "Ofc. Diaz", daily("2026-03-01", "2026-03-02"), own=("+1 850 555 0101",))
    hold_of(vault, "Sgt. Cole", daily("2026-03-01", "2026-03-02"), name="copies.xml")
    hold_of(vault, "", daily("2026-03-04", "2026-03-05"), name="nobody.xml")
    found = register.proposals()
    assert [(one.custodian, one.account) for one in found] == [
        ("Ofc. Diaz", "+1 850 555 0101"),
        ("Sgt. Cole", ""),
    ]
    register.add([DIAZ])
    assert [one.custodian for one in register.proposals()] == ["Sgt. Cole"]
    register.add(register.proposals())
    assert register.proposals() == []


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("+1 (850) 555-0101", "8505550101"),
        ("850.555.0101", "8505550101"),
        ("@Diaz_PD", "diaz_pd"),
        ("Diaz@Example.com", "diaz@example.com"),
        ("", ""),
        ("32665", "32665"),
    ],
)
def test_that_accounts_are_compared_by_what_they_are(typed: str, plain: str) -> None:
    assert plain_account(typed) == plain


def test_that_days_are_read_as_clerks_write_them() -> None:
    assert date_of(" ") is None
    assert date_of("3/14/2026") == day("2026-03-14")
    with pytest.raises(AppError):
        date_of("soon")
