"""Given names and family names that are common in the United States; two tables."""

from __future__ import annotations

from functools import cache

from app.detect.nicknames import common_words, named_forms

_GIVEN = """
aaliyah aaron addison adrian adriana aiden aisha alan alana alejandro alexis ali alisha allen alma
alondra alvin alyssa amari amber amir amos ana andre angel angelina annette antoine april araceli
ariana ariel arlene armando arturo ashley aubrey audrey aurora austin autumn ava avery ayden
bailey beatriz becky bernadette bertha bessie bethany beverly blake blanca bob bobby bonnie braden
brady brandy braxton brayden breanna brent brett brian brianna brittney brody brooke bruce bryan
bryce byron caden caitlin caleb cameron camila candace candice carla carlton carmelo carrie carter
casey cecil cedric celeste celia cesar chad chandra chantel charlene chase chelsea cheryl chester
chloe christian christie claire clara claudia clayton cletus clint clinton clyde cody cole colin
colleen connie connor cooper corey cornelius cory courtney craig crystal curtis cyrus daisy dakota
dale dallas dalton damian damon dana dante darius darlene darnell darrell darren darryl dawn dean
deandre deanna delbert demetrius denise derek derrick desiree desmond destiny devin devon dewayne
dexter diana diane dianne dillon dixie dominique donna donovan doreen doris dustin dwayne dwight
dylan earl earnest ebony edith edna edwina efrain eileen elaine eldon eli elijah elisa elliott
ellis elmer elsa elsie elvira emilio emmanuel enrique erica erik erin ernestine ervin esteban
estela ester ethan ethel etta eva evan everett ezekiel ezra faith fannie fatima faye felicia felix
fidel fiona flora florence floyd freda gail garrett gary gavin gena geneva geoffrey georgia
geraldine gina gladys glen glenda glenn gloria gordon grace graciela graham grant greta guy gwen
hailey hannah harley harper harriet harvey hassan hayden hazel heather heidi hilda hiram holly
homer hope hudson hugh hugo hunter ian ibrahim ida iliana imani imelda ines inez ingrid ira irma
irving isabelle isaiah isiah ismael ivan ivette ivy jackson jada jaden jaime jalen jamal jamar
jared jasmin jasmine jason jaxon jayden jaylen jean jeanette jeanne jenna jermaine jesse jill
jillian jimena joaquin jocelyn jodi joel johanna johnathan jolene jordan josefa joy joyce juanita
judah julianna julie juliet julissa june justin justine kaitlyn kara karen karina karl karla kate
katelyn kathleen kathryn kathy katie katrina kay kayla kaylee keith kelly kelsey kelvin kendra
kendrick kennedy kenneth kenny kent kerry kevin khadijah khalid kiara kim kimberly kirk krista
kristen kristin kristina kristy kurt kyle kylie lacey lamar lana lance landon larry latasha
latisha latonya latoya laura lauren laurie layla leah lee leila leland lena lenore leo leon leona
leonard leroy leslie lester leticia levi lewis liam liliana lillian lily linda lindsay lindsey
lisa lloyd logan lois lonnie lora loren lorena lorenzo loretta lori lorraine louis louise lourdes
lucas lucia lucille lucinda lucy luis luisa luke lupe luther lydia lyle mabel mack mackenzie
madeline madison mae malcolm malik mandy marc marcela marcella marcia marco marcos marcus
margarita margie maria mariah mariana marianne maribel marie mariela marilyn mario marisa marisol
marissa marjorie mark marlene marlon marquis marsha marshall marta martha martin marvin mary mason
mateo mattie maureen maurice mauricio max maxine maya megan melanie melinda melissa melody melvin
mercedes meredith mia micah michaela micheal michele miguel mildred miles milton mindy minerva
miranda miriam misty mitchell mohamed mohammed moises molly mona monica monique monte morgan
morris moses muhammad muriel myra myrna myrtle nadia nadine naomi natalia natalie nathaniel neil
nelson nettie nevaeh nicolas nicole nikki nina nita noah noel noelle noemi nolan norma norman
nydia octavia olga olive oliver olivia ollie omar opal ophelia orlando orville oscar otis owen
paige paisley paloma pam pamela parker patrice patsy paul paula paulette pauline payton pearl
pedro peggy penelope penny percy perla perry peter petra peyton phil philip phillip phoebe phyllis
pierre porfirio preston priscilla quentin quincy quinn rachael rachel ralph ramiro ramon ramona
randall randy raquel rashad raul raven ray raymond reagan rebecca reed reggie regina reginald reid
rene renee reuben rex reyna rhonda ricardo richard ricky riley rita rivka robbie roberta robin
robyn rochelle rocio rocky rodney roland rolando roman romeo ronda rosa rosalie rosalinda rosanna
rosetta roslyn rowan roxana roy ruben ruby rufus rusty ruth ryan ryder sabrina saeed sage salma
salvatore sanjay sara sasha saul savannah scott sean selena selina serena sergio seth shane
shanice shannon shaun shauna shawn sheila shelby sheldon shelia shelly sheri sherman sherri sherry
sheryl shirley sienna sierra silas silvia simon simone skylar sofia sonia sonya spencer stacey
stacy stefan stella stuart summer susana suzette sybil sydney sylvia tamara tami tamika tammy
tania tanisha tanya tara tasha tatiana taylor terence teri terrell tessa thelma thurman tia tiana
tiara tiffany tina toby todd tomas tonya tori tracey traci tracy trent trenton trevor tricia trina
trinity trisha tristan troy tucker tyler tyrell tyrone tyson unique uriel valentin vanesa vaughn
velma vera verna vernon vicki vickie vilma viola violet virgil vivian vonda wade wanda warren
wayne wendy whitney wilbert wilbur wilfredo willa willard willie wilma winifred woodrow wyatt
xavier ximena yasmin yolanda yvette yvonne zachariah zane zoe zoey zuri
"""

_FAMILY = """
abdi adams aguilar aguirre ahmed alexander ali allen alvarado alvarez anderson andrews armstrong
arnold austin ayala bailey baker baldwin banks barnes barnett barrett barton bates beck becker
benitez bennett berry bishop black blackwell blackwood blair blake bowman boyd bradley brady
brewer briggs brooks brown bryant buchanan burgess burke burnett burns burton bush butler byrd
cabrera calderon caldwell campbell campos cannon cardenas carlson carpenter carr carrillo carroll
carson carter castaneda castillo castro cervantes chambers chan chandler chang chapman chavez chen
christensen clark clarke cobb cohen cole coleman collins colon conner contreras cook cooper
copeland cordova cortez cox craig crawford cross cruz cummings cunningham curry curtis dalton
daniels das davidson davis dawson dean delacruz deleon delgado diaz dixon dominguez doyle dudley
duncan dunn duran edwards elliott ellis erickson escobar espinoza estrada evans farmer ferguson
fernandez fields figueroa fisher fitzgerald fleming fletcher flores flowers floyd ford foster
fowler fox francis frank franklin frazier freeman french fuentes fuller garcia gardner garner
garrett garza george gibbs gibson gilbert gill glover gomez gonzales gonzalez goodman goodwin
gordon graham grant graves gray green greene greer griffin griffith gross guerra guerrero
gutierrez guzman haddad hale hall hamilton hammond hampton hansen hanson hardin hardy harmon
harper harrington harris harrison hart harvey hassan hawkins hayes haynes henderson henry henson
hernandez herrera hicks higgins hill hines hodges hoffman holland holloway holmes holt hopkins
horton houston howard howell huang hubbard hudson huff hughes hunt hunter hussain ibarra ibrahim
ivanov jackson jacobs jacobson james jefferson jenkins jennings jensen jimenez johnson johnston
jones jordan joseph juarez kaur keller kelley kelly kemp kennedy khan kim king klein knight
kowalski kramer lamb lambert lane larson lawrence lawson lee leon leonard lewis li lin lindsey
little liu logan long lopez love lowe lucas luna lynch lyons mack madden maldonado malone mann
manning marquez marsh marshall martin martinez mason massey mathews matthews maxwell mccarthy
mccormick mccoy mcdaniel mcdonald mcgee mcguire mckenzie mckinney mclaughlin medina mejia melendez
mendez mendoza mercado meyer miles miller mills miranda mitchell molina montgomery montoya moody
moore morales moran moreno morgan morris morrison moss mullins munoz murphy murray myers navarro
neal nelson newman newton nguyen nichols nicholson norman norris norton novak nunez obrien ochoa
oconnor oliver olson orozco ortega ortiz osborne owens pacheco padilla page palmer park parker
parks parsons patel patrick patterson patton paul payne pearson pena perez perkins perry peters
peterson petrov pham phillips pierce pope porter potter powell powers price quinn ramirez ramos
ramsey randall ray reed reese reeves reid reyes reynolds rhodes rice richards richardson riley
rios rivas rivera robbins roberts robertson robinson robles rodgers rodriguez rogers rojas roman
romero rosales rosario rose ross rowe ruiz russell ryan salas salazar salinas sanchez sanders
sandoval santana santiago santos saunders schmidt schneider schroeder schultz schwartz scott
serrano sharp shaw shelton sherman silva simmons simon simpson sims singh singleton smith snyder
solis soto sparks spencer stanley steele stephens stevens stevenson stewart stokes stone
strickland suarez sullivan summers sutton swanson sweeney tate taylor terry thomas thompson
thornton torres townsend tran trevino trujillo tucker turner valdez valencia valenzuela vargas
vasquez vaughn vazquez vega velasquez velazquez velez villarreal wade wagner walker wallace walsh
walter walters walton wang ward warner warren washington waters watkins watson watts weaver webb
weber webster weiss welch wells west wheeler whitaker white whitehead wilcox wilkerson wilkins
williams williamson willis wilson wise wolf wolfe wong wood woods wright wu yang yates young
zamora zavala zhang zhao zhou zimmerman zuniga
"""


@cache
def given_names() -> frozenset[str]:
    """Give given names, long and short, folded to small letters without accents."""
    return frozenset(_GIVEN.split()) | named_forms()


@cache
def sure_given_names() -> frozenset[str]:
    """Give those that are hardly ever another word."""
    return given_names() - common_words()


@cache
def family_names() -> frozenset[str]:
    """Give family names, folded likewise."""
    return frozenset(_FAMILY.split())
