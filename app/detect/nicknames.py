"""Short forms of given names, English and Spanish, and words that are names and more; a table."""

from __future__ import annotations

from functools import cache

_FAMILIES = """
abigail abby gail|abraham abe bram|adelaide addie ada|agnes aggie nessie|albert al bert albie
alejandra ale alexa sandra|alejandro ale alex jandro|alexander alex al xander sasha lex
alexandra alex lexi sandra sandy sasha|alfonso poncho fonso|alfred al fred alfie|alicia ali licha
alice ali allie|allison ali allie|alonzo lon lonnie|amanda mandy manda|amelia amy millie mia
ana anita annie|andrew andy drew|andrea andi drea|angela angie|angelica angie|ann anna annie nan
anthony tony ant|antonia toni tonia|antonio tony toño toni|arnold arnie|arthur art artie
augustus gus augie|barbara barb barbie babs|bartholomew bart|beatrice bea trixie|beatriz bea betty
benjamin ben benny benji|bernard bernie|bernardo nardo|bradley brad|brandon bran|brenda bren
bridget biddy bridie|brittany britt|calvin cal|cameron cam|carlos carlitos charlie|carmen carmela
carolina caro lina|caroline carol carrie caro lynn|cassandra cass cassie|catherine cathy cat kate
cecilia ceci cissy|charles charlie chuck chas chip|charlotte lottie charlie|christina chris tina
christine chris chrissy tina|christopher chris kit topher|cinderella cindy|clarence clare
clifford cliff|concepcion concha conchita|consuelo chelo|cristina cris tina|cynthia cindy
daniel dan danny|daniela dani|danielle dani|david dave davey|deborah deb debbie debra|delores lola
dennis denny|diego santiago|dolores lola lolita|dominic dom nick|donald don donnie
dorothy dot dottie|douglas doug|edgar ed eddie|eduardo lalo edu|edward ed eddie ted ned teddy
edwin ed eddie win|eleanor ellie nell nora|elena lena nena|elijah eli|ellen ellie nell
elizabeth liz beth betty eliza lizzie betsy libby|emily em emmy millie|emma em emmy
enrique quique kike rick|eric rick|ernest ernie|ernesto neto|esperanza pera|esther essie
eugene gene|evelyn evie eve lyn|felipe pipe|fernando nando fer
frances fran frannie francie|francis frank fran|francisca paca paquita
francisco paco pancho frank cisco|franklin frank|frederick fred freddy rick|gabriel gabe
gabriela gaby|genevieve gen evie|george georgie|gerald gerry jerry|gerardo gera
gertrude trudy gertie|gilbert gil|gilberto beto|gregory greg|gregorio goyo|guadalupe lupe lupita
guillermo memo willy|gustavo gus tavo|gwendolyn gwen|harold hal harry|harriet hattie
harrison harry|hector tito|helen nell ellie|henry hank harry hal|herbert herb bert|hilary hil
howard howie|humberto beto|ignacio nacho|irene rene|isaac ike zac|isabel isa chabela bella
isabella bella izzy isa|israel izzy|jacob jake|jacqueline jackie|james jim jimmy jamie|jane janie
janet jan|janice jan|jason jay|javier javi|jeffrey jeff|jennifer jen jenny|jeremiah jerry
jeremy jerry jem|jerome jerry|jessica jess jessie|jesus chuy chucho|joan joanie
joanna jo joan joanie anna|joanne jo joan|john jack johnny jon|jonathan jon nathan jonny
jordan jordy|jorge coque|jose pepe joe|josefina pepa fina|joseph joe joey|josephine jo josie
joshua josh|juan juanito johnny|juana juanita|judith judy|julia jules|julian jules|julio julito
justin jus|katherine kate kathy katie kat kathryn|kathleen kathy kate|kenneth ken kenny
kimberly kim kimmy|kristen kris|larissa lara|lawrence larry|leonard leo len lenny|leonardo leo
leopoldo polo|leroy roy|leslie les|lillian lily lil|linda lin|lorenzo lencho|louis lou|louise lou
lucas luke|lucia lucy|lucille lucy|luis lucho|luisa lucha|madeline maddie|manuel manny manolo
marcus marc|margaret maggie meg peggy marge margie greta rita|margarita rita mago|maria mari
marjorie marge margie|martha marty|martin marty|mary molly polly|matthew matt|matilda tilda tillie
maurice mo|maximilian max|megan meg|melissa mel missy lissa|mercedes meche|michael mike mikey mick
michelle shelly|mildred millie|miguel miguelito mike|mitchell mitch|monica mona|montgomery monty
nancy nan|natalie nat|nathan nate|nathaniel nate nathan nat|nicholas nick nicky|nicole nikki nic
norman norm|oliver ollie|olivia liv livvy|oscar ozzie|pablo pablito|pamela pam
patricia pat patty trish tricia|patrick pat paddy|peter pete|pedro pedrito|penelope penny
philip phil|phillip phil|priscilla cilla|rafael rafa|ramon moncho|randall randy|raquel kelly
raymond ray|raul raulito|rebecca becky becca|refugio cuca cuco|reginald reg reggie
ricardo rick richie|richard dick rick rich ricky richie|robert bob rob bobby robbie bert
roberto beto rob|roderick rod|rodolfo rudy fito|rodrigo rigo rodri|rogelio roger|ronald ron ronnie
rosalind roz|rosario chayo charo|rosemary rose rosie|roxanne roxy|russell russ rusty
salvador chava sal|samantha sam sammy|samuel sam sammy|sandra sandy|sarah sally sadie
sebastian seb bastian|sergio checo|sharon shari|shirley shirl|sidney sid|silvia chivis
socorro coco|sofia sofi|solomon sol|sophia sophie|stanley stan|stephanie steph
stephen steve stevie|steven steve stevie|susan sue susie|suzanne sue suzy|sylvester sly
tabitha tabby|teresa tere terry|terrance terry|thaddeus tad thad|theodore ted teddy theo
theresa terry tess tessa|thomas tom tommy|timothy tim timmy|tobias toby|tomas tommy|tyler ty
ursula ursie|valentina vale|valerie val|vanessa nessa|veronica vero ronnie|vicente chente
victor vic|victoria vicky tori|vincent vince vinny|virginia ginny|vivian viv|walter walt wally
wendell dell|wesley wes|wilfred will fred|wilhelmina mina|william bill billy will|winston win
yesenia jessie|yolanda yoli|zachary zach zack
"""

_COMMON = """
a about after again all also am an and any april are as ask at august away back bank be been bell
best big bill bishop black blue both bridge brook brown burn bush but by call can car carter
chance chase chief child church city close coach cold come cook could cross dad day days dean
december did do does don done down drew each east end even ever every faith father february few
field fine fire first fish ford forest form found fox free friday friend from front full gave get
give go gone good got grace grant gray great green grove had hall hand hard has have he head heart
help her here high hill him his holiday home hope horn house how hunt i if in into is it its jack
january joy judge july june just keep kid king knight knows lake land lane last late law left less
let life like line little live long look love made major make man many march mark marsh mason mass
may me men miller mom monday money moon more morning most mother much must my name near need never
new next nice night no noble north not nothing november now october of off office officer often
old on once one only open or order other our out over own page park part past pat people place
please pope porter post power price public ray read real records rice rich right rise river road
rob rock rose run said same saturday saw say school see sell send sent september set sharp she
short should show side since sir small snow so some son soon south speed spring stand star state
stay still stone stop store street strong such sue summer sunday sure take talk team tell than
thank thanks that the their them then there they thing think this those thought thursday time to
today told tomorrow too took town tree true tuesday turn two under unit until up us use very
village wade walk wall want ward was watch water way we wednesday week well went were west what
when where which while white who whole why will winter with wood woods word words work would year
years yes yesterday you young your
"""


@cache
def short_forms(given: str) -> frozenset[str]:
    """Give the other forms of a folded given name: Billy and William of Bill; none of most."""
    return _groups().get(given, frozenset()) - {given}


@cache
def named_forms() -> frozenset[str]:
    """Give every given name of the table, long and short."""
    return frozenset(_groups())


@cache
def common_words() -> frozenset[str]:
    """Give words that are names too, or near to some; without a capital they are no name."""
    return frozenset(_COMMON.split())


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Join each name with its short forms; a short form of several names does not join those."""
    found: dict[str, set[str]] = {}
    for line in _FAMILIES.strip().replace("\n", "|").replace("ñ", "n").split("|"):
        whole, *short = line.split()
        for one in (whole, *short):
            found.setdefault(one, set()).update((whole, *short))
    return {name: frozenset(forms) for name, forms in found.items()}
