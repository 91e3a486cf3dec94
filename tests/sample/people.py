"""The invented people of Millbrook, with their numbers and addresses."""

from __future__ import annotations

from dataclasses import dataclass

PAGE_NAME = "Millbrook Police Department"
PAGE_HANDLE = "MillbrookPD"


@dataclass(frozen=True)
class Person:
    """Somebody who writes or is written to."""

    name: str
    phone: str = ""
    mail: str = ""


CAST = {
    "whitaker": Person("Dale Whitaker", "+18505550117", "whitaker@police.millbrook.example.org"),
    "reyna": Person("Luis Reyna", "+18505550118", "reyna@police.millbrook.example.org"),
    "calloway": Person("Renee Calloway", "+18505550119", "calloway@police.millbrook.example.org"),
    "tran": Person("Kim Tran", "+18505550121", "tran@police.millbrook.example.org"),
    "dispatch": Person("Dispatch Nadia", "+18505550110"),
    "okafor": Person("Tess Okafor", "+18505550123", "okafor@millbrook.example.org"),
    "tow": Person("Hanley Tow Yard", "+18505550164"),
    "osei": Person("Mike Osei Animal Control", "+18505550135"),
    "bell": Person("Coach Bell", "+18505550153"),
    "brandt": Person("Harold Brandt", "+18505550100", "brandt@police.millbrook.example.org"),
    "sandoval": Person("Bev Sandoval", mail="sandoval@police.millbrook.example.org"),
    "marsh": Person("Lydia Marsh", mail="marsh@cityattorney.example.org"),
    "driver": Person("Joanna Delaney", mail="joanna.delaney@example.com"),
    "ferrer": Person("Lucía Ferrer", mail="lucia.ferrer@example.com"),
    "county": Person("Holloway County Communications", mail="cad@holloway.example.org"),
    "vendor": Person("ClipShelf Evidence", mail="no-reply@clipshelf.example.com"),
    "vendor2": Person("Coastal Public Safety Supply", mail="orders@coastal.example.com"),
    "hanley": Person("Hanley's Towing", mail="yard@hanley.example.com"),
    "lindqvist": Person("Harriet Lindqvist", mail="h.lindqvist@example.com"),
    "works": Person("Public Works", mail="works@millbrook.example.org"),
    "fleet": Person("City Fleet", mail="fleet@millbrook.example.org"),
    "school": Person("Front Office", mail="office@schools.example.org"),
    "crossing": Person("Dot Hennessey", mail="dot.hennessey@example.com"),
    "resident": Person("A Resident", mail="neighbor@example.com"),
    "shift": Person("Shift B", mail="shift-b@police.millbrook.example.org"),
}

GROUP = ("reyna", "calloway", "tran")

X_PAGE_ID = "1840026001"
X_PEOPLE = {
    "abbott": ("2093310417", "millbrookcourier"),
    "informant": ("1990577230", "quietpelican"),
    "gulfcoastmom": ("2011840776", "gulfcoastmom"),
    "nedholcombe": ("2040018833", "nedholcombe"),
    "bayoubikes": ("1987002214", "bayoubikes"),
    "marlinfan": ("2077341120", "marlinfan"),
}

RESIDENTS = (
    "Wendell Pruitt",
    "Gloria Estevez",
    "Ned Holcombe",
    "Tina Roth",
    "Zoë Lindgren",
    "André Fontenot",
    "Nguyễn Thảo",
    "Carla Mbeki",
    "Pete Sorrell",
    "Maribel Núñez",
    "Owen Tate",
    "Shirley Boggs",
    "Irina Kovač",
    "Hank Dillard",
    "Renée Pascal",
)
