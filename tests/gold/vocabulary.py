"""Words that frames are filled with: two sets that share none, one to tune by, one held out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names of people and places, and words that secrets and handles are made of.

    Attributes:
        towns: town, state and ZIP, the three parted by bars.
    """

    firsts: tuple[str, ...]
    lasts: tuple[str, ...]
    streets: tuple[str, ...]
    towns: tuple[str, ...]
    words: tuple[str, ...]
    areas: tuple[str, ...]


def _split(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(","))


DEV = Vocabulary(
    _split(
        "James, Patricia, Robert, Linda, Crystal, Donnell, Hector, Yolanda, Kaitlyn, Brandon,"
        " Wanda, Earl, Latoya, Miguel, Rosa, Nancy, Trevor, Alejandra, Hung, Mei, Priya, Fatima,"
        " Ahmed, Darnell, Jasmine, Cody, Travis, Beverly, Stacy, Ricardo, Juanita, Oscar, Keith,"
        " Doris,"
        " Tanya, Ernesto, Vivian, Lamar, Shanice, Bryce, Candace, Ivan, Svetlana, Kofi, Amara,"
        " Jo Ann, Mary Beth, Luis Alberto, Ebony, Dwayne, Skyler, Paige, Hazel, Norma, Felix"
    ),
    _split(
        "Smith, Johnson, Nguyen, Garcia, Patel, Kowalczyk, Thornton, McAllister, O'Brien, De Leon,"
        " Van Horn, Castillo, Whitfield, Barnes, Dubois, Khan, Okonkwo, Ibarra, Sizemore, Young,"
        " Hammond, Pickett, Tran, Yamamoto, Haddad, Brooks, Rivers, Baker, Price, Stone, Guzman,"
        " Lindsey, Mayfield, Crenshaw, St. Clair, Perez-Soto, Fitzgerald, Bui, Zielinski, Cobb,"
        " Stokes, Vance, Hightower, Mbeki, Rosario, Lowe, Nuñez, Kaur, Singh, Abernathy"
    ),
    _split(
        "Peachtree, Willow, Oakridge, Dogwood, Church, Mill Creek, Old Post, Hickory, Tanglewood,"
        " Ash, 4th, 22nd, Martin Luther King Jr, County Line, Azalea, Highland, Azure Bay, Ponce"
    ),
    ("Carver|GA|30301", "Millbrook|GA|31201", "Fairview|AL|36104", "Alton|Georgia|30519",
     "Pine Hollow|SC|29401"),
    _split("otter, maple, falcon, quartz, biscuit, tundra, marble, rocket, pepper, saturn"),
    ("404", "770", "229", "706"),
)  # fmt: skip

HELD_OUT = Vocabulary(
    _split(
        "Michael, Jennifer, David, Barbara, Tiffany, Jamal, Esteban, Guadalupe, Ashley, Tyler,"
        " Gladys, Clarence, Keisha, Jorge, Carmen, Betty, Dustin, Xiomara, Minh, Ling, Anjali,"
        " Leila, Omar, Tyrone, Brianna, Austin, Derek, Marjorie, Tracy, Fernando, Consuelo, Leon,"
        " Gary, Eleanor, Monique, Rafael, Sylvia, Deandre, Aaliyah, Chase, Heather, Boris, Olga,"
        " Kwame, Ngozi, Billie Jo, Anna Marie, Juan Carlos, Imani, Curtis, Jordan, Brooke, Pearl,"
        " Edna, Rufus"
    ),
    _split(
        "Williams, Brown, Pham, Martinez, Shah, Nowak, Hargrove, McKinney, O'Connor, De La Rosa,"
        " Van Dyke, Delgado, Wakefield, Foster, Moreau, Hussein, Adeyemi, Zamora, Trimble, Long,"
        " Hampton, Prescott, Vo, Tanaka, Nasser, Banks, Woods, Cook, Bishop, Wells, Cordova,"
        " Langley, Merriweather, Calhoun, St. James, Diaz-Ortega, Fitzpatrick, Ly, Kaminski, Webb,"
        " Stiles, Vaughn, Lockhart, Mensah, Serrano, Love, Muñoz, Gill, Dhillon, Applewhite"
    ),
    _split(
        "Gull Point, Armenia, Magnolia, Sawgrass, Chapel, Turkey Creek, Old Dixie, Cypress, Heron,"
        " Elm, 9th, 31st, Cesar Chavez, State Line, Jacaranda, Valley, Bay Harbor, Osceola"
    ),
    ("Bexley|FL|33603", "Holloway|FL|32301", "Dunmore|Florida|34698", "Seabrook|FL|33701-2214",
     "Cedar Bluff|OH|45402"),
    _split("heron, cobalt, walrus, pickle, comet, dakota, velvet, tiger, mango, jupiter"),
    ("813", "727", "352", "941"),
)  # fmt: skip
