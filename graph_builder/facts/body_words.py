"""How five languages tell of relations between bodies, as patterns over `clauses`. Groups: a and b the bodies, c who has a
contract, m the main supplier, l a place.
"""

import re

from graph_builder.facts.clauses import BODY, PLACE
from graph_builder.facts.work_words import TOGETHER, WORKS

PUBLIC = frozenset(
    {"ministry", "agency", "municipality", "county", "city-district", "university", "government", "parliament"}
)
_A, _B, _C = rf"(?P<a>{BODY})", rf"(?P<b>{BODY})", rf"(?P<c>{BODY})"


def _gap(most: int) -> str:
    return rf"[^{BODY}.;:]{{0,{most}}}?"


_AGREEMENT = r"(?:(?!ramme)\w*avtale\w*|(?!ramme)\w*aftale\w*|(?!ram)\w*avtal\w*|overenskomst|överenskommelse|agreement|partnerskap|partnarskap|partnerskab|partnership|samarbeid|samarbejde|samarbete|memorandum|erklæring|intensjonsavtale|declaration)"
_SIGNS = r"(?:inngikk|inngått|inngår|inngjekk|inngått|indgår|indgået|indgik|ingick|ingått|ingår|signerte|signert|signerer|signed|sign|undertegnet|undertegnede|undertecknade|underskrev|underskrevet|entered|skrev under|står bak|står bag)"
TWO_COOPERATE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_A}(?: \([^()]{{1,20}}\))?,? (?:som |der |which |who |also |også |òg )?(?:will |skal |ska |vil |har |har hatt et |has )?{WORKS} (?:the )?{_gap(25)}{_B}",
        rf"{_A}{_gap(70)}\b{TOGETHER} (?:the )?{_gap(30)}{_B}",
        rf"\b(?:[Ss]ammen med|[Ss]aman med|[Tt]illsammans med|[Tt]ogether with|I samarbeid med|I samarbejde med|I samarbete med|In cooperation with|In collaboration with) (?:the )?{_gap(12)}{_B},? {_gap(25)}{_A}",
        rf"{_A} (?:har |have |has )?{_SIGNS} {_gap(60)}\b{_AGREEMENT} (?:om {_gap(40)})?(?:med|with) (?:the )?{_gap(20)}{_B}",
    )
)
ALL_COOPERATE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:\w*samarbeid\w*|\w*samarbejd\w*|\w*samarbet\w*|partnerskap\w*|partnarskap\w*|partnerskab\w*|\w*avtale\w*|\w*aftale\w*|\w*avtal|överenskommelse|co-?operation|collaboration|partnership|agreement) (?:\w+ ){{0,3}}?(?:mellom|mellem|mellan|between) (?:the )?{_gap(20)}{_A}",
        rf"{_A}{_gap(10)} (?:har |have |has )?{_SIGNS} {_gap(60)}\b{_AGREEMENT}",
        rf"{_A}{_gap(10)} (?:\w+ ){{0,2}}?(?:samarbeider|samarbeidar|samarbejder|samarbetar|collaborate|cooperate|work together|går sammen|går saman|gikk sammen|har gått sammen|har gått saman|slår seg sammen|slår seg saman|har samarbeidet|har gått ihop|går ihop|join forces|have joined forces)\b(?! med| with)",
        rf"\b(?:gjennom|gennem|genom|through|i|in) (?:samarbeidet|samarbejdet|samarbetet) (?:mellom|mellem|mellan) {_A}",
        rf"{_A} har gjennom samarbeidet\b",
        rf"\b(?:uppdrag|oppdrag|opdrag|ge|gi|give) {_A} (?:i uppdrag|i oppdrag|i opdrag)?{_gap(12)}(?:å|at|att|to) (?:gemensamt|i fellesskap|i fællesskab|sammen|jointly)",
    )
)
_CONTRACT = r"(?:kontrakt|kontrakten|rammeavtale|rammeavtalen|rammeaftale|rammeaftalen|ramavtal|ramavtalet|contract|framework agreement)"
_JOB = r"(?:konkurransen|konkurrencen|anbudet|anbudskonkurransen|kontrakten|kontrakt|oppdraget|oppdrag|opgaven|opgave|uppdraget|uppdrag|rammeavtalen|rammeavtale|rammeaftalen|rammeaftale|udbuddet|udbud|upphandlingen|upphandling|ramavtalet|ramavtal|(?:the )?contract|(?:the )?tender|framework agreement)"
_WIN = r"(?:vant|vunnet|vann|vunne|vunnit|vandt|vundet|won|wins|vinner|vinder|fikk|fått|fekk|fick|fik|fået|får|secured|landed|gets?)"
_STUDY = r"(?:kartlegging\w*|kortlægning\w*|kartläggning\w*|undersøkelse\w*|undersøking\w*|undersøgelse\w*|undersökning\w*|analyse\w*|analys\w*|evaluering\w*|utvärdering\w*|utredning\w*|rapport\w*|beregning\w*|survey|study|analysis|evaluation|review|report)"
_DONE = r"(?:gjort|gjennomført|gjennomførte|utarbeidet|utarbeidd|laget|laga|lavet|udarbejdet|genomfört|gennemført|utført|udført|skrevet|carried out|conducted|prepared|did|made|written|produced|levert)"
CONTRACTED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_B}{_gap(50)}\b{_CONTRACT} (?:{_gap(30)})?(?:med|with) (?:the )?{_gap(20)}{_C}",
        rf"{_C}{_gap(12)}(?:har |has )?{_WIN} {_gap(60)}{_B}(?:['’]?s|['’]) {_gap(20)}{_JOB}",
        rf"{_C}{_gap(12)}(?:har |has )?{_WIN} {_gap(60)}\b{_JOB} {_gap(80)}\b(?:fra|frå|från|from|med|with|hos|for|for the|åt|by) (?:the )?{_B}",
        rf"{_B} (?:har |has |have )?(?:tildelt|tildelte|tildeler|gitt|gav|ga|gett|givet|awarded|award) {_gap(40)}\b{_JOB} {_gap(20)}(?:til|till|to) (?:the )?{_gap(20)}{_C}",
        rf"{_B} (?:har |has |have )?(?:tildelt|tildelte|gitt|gav|ga|gett|givet|awarded|valgt|valde|valt|vald|chosen|selected|engasjert|engasjerte|leid inn|hyret|hyrede|anlitat|anlitar|hired|commissioned|picked) (?:the )?{_gap(25)}{_C} {_gap(50)}(?:{_JOB}|som leverandør|som leverantör|as supplier|til å|til at|för att|for å|to (?:develop|deliver|build|carry|evaluate|supply|design))",
        rf"{_JOB} {_gap(40)}(?:går|gikk|gick|gik|goes|went|ble tildelt|blev tildelt|was awarded|is awarded) (?:til|till|to) (?:the )?{_gap(20)}{_C}{_gap(40)}(?:fra|from|av|by) {_B}",
    )
)
COMMISSIONED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_C}{_gap(80)}\b(?:på oppdrag (?:fra|for|frå|av)|på uppdrag av|på opdrag fra|etter oppdrag fra|efter opdrag fra|commissioned by) (?:the )?{_B}",
        rf"\b{_STUDY},? (?:som |that |which |der )?{_C} (?:har |has )?{_DONE} (?:for|på oppdrag fra|på oppdrag for|på uppdrag av|åt) (?:the )?{_B}",
        rf"{_C} (?:har |has )?{_DONE} {_gap(60)}\bfor {_B}",
        rf"{_C} (?:skal|vil|will|ska|skall) (?:levere|utvikle|bygge|lage|deliver|develop|supply|build|levera|utveckla|udvikle|evaluere|utvärdera) {_gap(80)}(?:for|til|to|åt|till) (?:the )?{_B}",
    )
)
# Who has a contract, with whom stands elsewhere.
WON = (
    re.compile(
        rf"{_C}(?:,[^.;]{{0,80}},)? (?:har |has )?(?:vant|vunnet|vann|vunne|vunnit|vandt|vundet|won|wins|vinner|vinder) {_gap(12)}(?:konkurransen|konkurrencen|anbudet|anbudskonkurransen|kontrakten|oppdraget|uppdraget|rammeavtalen|udbuddet|upphandlingen|the contract|the tender)"
    ),
    re.compile(rf"\b(?:[Ll]everandør|[Ll]everantör|[Ss]upplier)\w* (?:er|är|is|var|blir|ble) {_gap(12)}{_C}"),
)
SUBCONTRACTOR = re.compile(r"\b(?:under|sub)-?(?:leverandør|leverantör|contractor|kontraktør)", re.IGNORECASE)
_SUB = r"(?:[Uu]nderleverandør\w*|[Uu]nderleverantör\w*|[Ss]ubcontractors?|[Ss]ub-contractors?)"
_M = rf"(?P<m>{BODY})"
SUBCONTRACTED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_M},? {_gap(40)}(?:med|with|sammen med|saman med) (?:\w+ )?{_SUB},? {_gap(45)}{_C}",
        rf"{_M},? {_gap(40)}(?:med|with)(?: seg| sig)? {_C} (?:som|as) {_SUB}",
        rf"{_C} (?:er|are|is|är|blir) {_SUB} (?:til|to|for|för|till|under) (?:the )?{_M}",
        rf"{_M} (?:bruker|brukar|bruger|anlitar|uses|has|har|will work with|arbeider med|har med seg) {_gap(20)}{_C} (?:som|as) {_SUB}",
        rf"{_M} {_gap(30)}(?:and|og|och|two|three|to|tre) (?:\w+ ){{0,2}}?{_SUB},? {_gap(45)}{_C}",
        rf"{_M}[^.;:]{{0,60}}?\({_SUB}:? {_C}\)",
    )
)
AS_SUBCONTRACTOR = (
    re.compile(rf"{_C}[^.;{BODY}]{{0,90}}(?:som|as) {_SUB}"),
    re.compile(rf"\b{_SUB} (?:er|är|are|is|:) ?{_gap(20)}{_C}"),
)
_L = rf"(?P<l>{PLACE})"
LOCATED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_L}-(?:baserte|based|baserede|baserade|bedriften|bedrifta|selskapet|selskabet|bolaget|firmaet) (?:\w+ ){{0,3}}?{_A}",
        rf"{_A} (?:i|in|fra|frå|från|from|of) {_L}",
        rf"{_L}(?:'s|’s) {_A}",
        rf"{_A}{_gap(30)}\b(?:med (?:hoved)?kontor(?:er)?|med hovedsete|med hovudkontor|basert|baseret|baserat|based|headquartered|holder til|held til|har kontor|har hovedkontor|lokalisert|located) (?:i|in|på|at) {_L}",
    )
)
_UNIT = r"(?:del|enhet|enhed|eining|avdeling|afdeling|avdelning|etat|part|unit|institution|institusjon|section|branch|department|datterselskap|dotterbolag|subsidiary|underavdeling)"
# «X har opprettet en ny avdeling for …», «X var representert ved rådgiver i Avdeling Y»: a unit of X.
OWN_UNIT = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_A} (?:har |has )?(?:nå |netop |nettopp |nyligen |recently |just )?(?:opprettet|oppretta|opprettar|oppretter|oprettet|oprettede|inrättat|inrättade|etablert|etablerte|etableret|set up|established) (?:en |ei |ein |et |ett |a |an )?(?:ny |egen |eigen |new |nytt |nyt )?{_B}",
        rf"{_A} (?:var |er |är |was |is )?(?:også |også |också |also )?repr[æeé]sent\w* (?:ved|av|af|by|gjennom) (?:\w+ ){{1,3}}(?:i|ved|fra|from|in|på) {_B}",
    )
)
PART_OF = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_A},? (?:som |which |der |that )?(?:er |is |är )?(?:en |et |ein |ei |eit |ett |an |a )(?:\w+ ){{0,2}}?{_UNIT} (?:av|af|i|of|under|in|hos|til|to|inom) (?:the )?{_B}",
        rf"{_A},? (?:som |which |der |that )?(?:er |is |är |ligger |ligg |hører |sorterer |sorterar )?(?:underlagt|underlagd|underordnet|underställd|under|hører til|part of|del av|en del av|ein del av|en del af) (?:the )?{_B}",
    )
)
