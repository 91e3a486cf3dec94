"""Words around names: titles, roles, ranks, greetings, and what is no name; tables."""

from __future__ import annotations

from app.detect.cues import words_of
from app.detect.state_forms import NAMES
from app.detect.streets import ALIKE, DIRECTIONS, PLACES

TITLES = words_of(
    "mr mrs ms miss mx dr sr sra srta señor señora señorita senor senora senorita don doña dona"
)
ROLES = words_of(
    "victim victims suspect suspects driver passenger complainant caller witness witnesses "
    "informant informer defendant arrestee minor juvenile patient tenant landlord neighbor "
    "neighbour roommate mother father mom dad son daughter brother sister wife husband spouse "
    "girlfriend boyfriend fiance fiancee cousin uncle aunt niece nephew grandmother grandfather "
    "owner occupant resident pedestrian bicyclist decedent deceased rp parent guardian teacher "
    "student nurse named name aka víctima victima testigo hijo hija esposa esposo "
    "hermana hermano llama llamado customer applicant petitioner respondent plaintiff attorney "
    "counsel employee manager "
    "coach candidate inmate babysitter stepfather stepmother stepson stepdaughter grandson "
    "granddaughter ex subject guarantor payee attn attention contact kin signed notary pastor ro"
)
RANKS = words_of(
    "officer ofc sgt sergeant det detective lt lieutenant capt captain chief deputy dep cpl "
    "corporal trooper sheriff marshal agent mayor councilman councilwoman councilmember "
    "commissioner judge justice governor senator rep representative clerk superintendent "
    "principal commander major colonel cmdr pfc investigator inv ofcr patrolman dispatcher"
)
BETWEEN = words_of("is was named name a his her my our their of es se called called")
SPOKE = words_of(
    "stated advised said says told admitted denied replied explained claimed insisted asked "
    "refused declined answered agreed recalled responded yelled reported dijo"
)
PARTICLES = words_of(
    "de la las los del van von der den st saint da dos di le du al el bin ben mac mc ten ter"
)
BRANDS = words_of(
    "wendy denny macy arby mcdonald lowe kohl dillard hardee applebee chili domino papa carl "
    "zaxby culver casey trader sam dick levi lay reese campbell kellogg hershey"
)
NO_NAMES = frozenset(ALIKE) | PLACES | frozenset(DIRECTIONS) | words_of(
    "police department county city state court center centre office unit company inc llc church "
    "school district division fire bank store market hotel motel inn bar grill hospital clinic "
    "and or the a an is was has had not to from with at on in by for said says told stated "
    "lives works drives who that this he she they it i we you please thanks ok yes no "
    "unknown none male female adult juvenile information info report statement interview "
    "vehicle car truck phone number address dob date services advocate unidentified refused "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december cell home work resident seat age race "
    "sex height weight license licence ssn dl oln plate tag vin jr sr iii esq parade day "
    "high lobster falls garden gardens springs meridien christmas towing association society"
)  # fmt: skip
STATES = frozenset(name.lower() for name in NAMES)
