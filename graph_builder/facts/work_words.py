"""How five languages say who runs, joins and pays for a project or programme, as patterns over `clauses`."""

import re

from graph_builder.facts.clauses import BODY, SUM, WORK
from graph_builder.lexicon import alternatives, words
from ontology import SCHEMA

_QUOTE = r"[«»\"“”„']?"
W = rf"{_QUOTE}(?P<w>{WORK}){_QUOTE}"
O = rf"(?P<o>{BODY})"  # noqa: E741 - a body
X = rf"{_QUOTE}(?P<x>[{BODY}{WORK}])"


def gap(most: int) -> str:
    """Anything but names and the ends of clauses."""
    return rf"[^{BODY}{WORK}.;:]{{0,{most}}}?"


RUN = (
    r"(?:leder|leiar|leier|ledet|ledar|leda|driver|driv|drev|drifter|driftar|eier|eig|äger|ejer|koordinerer|koordinerar|samordner|samordnar|forvalter|forvaltar|förvaltar|administrerer|administrerar|"
    r"står bak|står bag|står bakom|har ansvar(?:et)? for|ansvarer for|ansvarar för|er ansvarlige? for|er ansvarleg for|er ansvarlig for|runs?|ran|is running|leads?|led|owns?|operates?|manages?|coordinates?|administers?|hosts?|heads?)"
)
START = (
    r"(?:etablerte|etablerer|etablerede|opprettet|oppretta|oppretter|oprettede|opretter|startet|starta|starter|startar|startade|startede|lanserte|lanserer|lanserade|lanserar|lancerede|lancerer|utvikler|utvikla|utviklet|"
    r"udvikler|udviklede|utvecklar|utvecklade|gjennomfører|gjennomførte|gjennomførar|genomför|genomförde|gennemfører|gennemførte|tilbyr|tilbyder|erbjuder|launched|launches|set up|sets up|established|started|starts|offers|developed|created|introduced|"
    r"inrättar|inrättade|(?:har|has|have) (?:\w+ )?(?:etablert|etableret|etablerat|opprettet|oppretta|oprettet|startet|starta|startat|lansert|lanceret|lanserat|utviklet|utvikla|udviklet|utvecklat|inrättat|gjennomført|launched|set up|established|started|developed|created))"
)
RUN_BY = (
    r"(?:ledes|leiast|ledet|leia|leda|leds|leddes|drives|drive[tn]|drivast|drivs|drivits|drevet|forvaltes|forvalta|forvaltet|forvaltast|förvaltas|administreres|administrert|administrerast|administreras|eies|eigd|eid|eigast|ejes|ägs|"
    r"koordineres|koordinert|koordineras|samordnas|samordnes|driftes|drifta|gjennomføres|gjennomført|gjennomførast|genomförs|gennemføres|tilbys|"
    r"run|led|managed|operated|administered|coordinated|owned|hosted|offered)"
)
STARTED_BY = r"(?:utviklet|utvikles|udviklet|utvikla|utvecklats|etablert|etablerat|etableret|opprettet|oppretta|oprettet|inrättats|inrättades|lansert|lanceret|starta|startet|launched|set up|established|developed|created)"
BY = r"(?:av|af|by|frå|fra|från|i regi av|under)"
TOGETHER = r"(?:sammen med|saman med|i lag med|tillsammans med|together with|alongside|i (?:[\w]+ )?(?:samarbeid|samarbeide|samarbejde|samarbete|samverkan|partnerskap|partnarskap|partnerskab) med|in (?:close )?(?:co-?operation|collaboration|partnership) with|jointly with)"
GETS = alternatives(words("grants", "gets"))
PAID_BY = r"(?:finansieres|finansierast|finansieras|finansiert|finansierat|finansieret|finansierad|støttes|støttet|støttast|støtta|stöds|støttede|medfinansier\w+|delfinansier\w+|samfinansier\w+|funded|financed|supported|backed|co-funded|co-financed|sponset|sponsored|bevilget|bevilliget|løyvd|beviljats|betales|betalt|betales)"
PAYS = (
    r"(?:finansierer|finansierte|finansierar|finansierade|finansierede|støtter|støttar|støttet|støtta|stöder|stöttar|støttede|funds?|funded|finances?|supports?|supported|backs|sponser|medfinansierer|medfinansierar|co-funds|"
    rf"(?:har |has )?(?:bevilget|bevilliget|beviljat|løyvd|granted|awarded|contributed|provided|tildelt|tildelat|gitt|gjeve|gett|givet|bidratt med|bidrege med|bidragit med)|bevilger|beviljar|beviljade|løyver|tildelte|tildeler|tildelar|grants|awards|"
    rf"(?:bidrar|bidreg|bidrager|bidro|bidrog|skyter inn|går inn|går in|går ind)(?: også| òg| också)?(?: med)? (?=[^.;]{{0,12}}{SUM})|(?:gir|gjev|ger|giver|gav|ga|yter|contributes?|provides?|gives|gave|betaler|betalar|dekker)(?: også| òg)? (?=[^.;]{{0,12}}{SUM}))"
)
FROM = r"(?:fra|frå|från|from|av|af|by|gjennom|gjenom|gennem|genom|through|via|over|under)"
TO = r"(?:til|till|for|för|to|towards)"
PROJECT = r"(?:[\w-]*prosjekt\w*|[\w-]*projekt\w*|projects?|pilot\w*|forsøk\w*|forsøg\w*|försök\w*)"
JOINS = r"(?:har vært med|har varit med|har vore med|har været med|deltar|deltek|deltager|deltog|deltok|medverkar|medvirker|medvirkar|er med|er òg med|er også med|är med|är också med|var med|tar del|tek del|participates?|takes? part|take part|are taking part|joined|joins?)"
_KINDS = r"(?:(?:sitt|sin|sine|si|nye|nya|eget|eigen|own|new|egen|stora|store|årlige|årlege|annual|\w*prosjekt|\w*prosjektet|projekt|projektet|\w*program|\w*programmet|programme|\w*ordning|ordningen|scheme|satsing|initiative) )*"

# Each with its groups: w the project or programme (the one at hand when there is no such group), o the body.
LEADS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{O},? (?:som |der |which |who )?(?:[\w]+ ){{0,3}}?(?:{RUN}|{START}) {gap(50)}{W}",
        rf"\b(?:{START}|{RUN}) {O} {gap(40)}{W}",
        rf"{W}[^.;{WORK}]{{0,120}}?\b{RUN_BY} {gap(40)}\b{BY} (?:the )?{gap(20)}{O}",
        rf"{W}{gap(40)}\bi regi av {gap(12)}{O}",
        rf"{W},? (?:som|der|which|that)? ?{O} (?:[\w]+ ){{0,2}}?(?:{RUN}|{START})\b",
        rf"{O}(?:['’]s?|s| sitt| sin| si) {_KINDS}{W}",
        rf"\b(?:[Mm]ed|[Mm]ed hjelp av|[Ww]ith|[Ii]|[Ii]n|[Gg]jennom|[Gg]ennem|[Gg]enom|[Tt]hrough) (?:the )?{PROJECT} {W} (?:har|vil|skal|ska|vill|has|will|prøver|ønsker|tester|testar|is) {O}",
        rf"\b(?:[Bb]ak|[Bb]ag|[Bb]akom|[Bb]ehind) {gap(30)}(?:{W})? ?(?:står|stands?|är|er) {gap(12)}{O}",
        rf"{O},? (?:som )?(?:er|är|is|står som|are) (?:the )?(?:prosjekteier\w*|prosjekteigar\w*|projektägare|projektejer\w*|koordinator|coordinator|lead partner|project owner|owner|(?:hoved)?ansvarlig|vertskap|vertskommune\w*|värdkommun|værtskommune|projektleder|prosjektleder)",
        rf"\bmed {O} som (?:\w+ )?(?:prosjekteier\w*|prosjekteigar\w*|prosjektleder|prosjektleiar|leder|eier|eigar|koordinator|projektägare|projektejer|projektleder|projektledare|vert)",
        rf"\bwith {O} as (?:\w+ )?(?:lead(?: partner)?|coordinator|owner|host|project lead)\b",
        rf"{W} (?:er|är|is|was|var) (?:et|eit|ett|en|ei|ein|a|an) [^.;,{BODY}{WORK}]{{0,60}}?(?:i regi av|drevet av|ledet av|fra|frå|från|hos|by|run by|led by|from) (?:the )?{O}",
    )
)
# «KS Partnerskap for …»: of a programme alone.
BESIDE = (re.compile(rf"{O} {W}"),)
# Who made a thing may run it, when nobody is said to.
MADE = (re.compile(rf"{W}{gap(80)}\b{STARTED_BY} {gap(40)}\b{BY} (?:the )?{gap(20)}{O}"),)
# Of a project alone: who gets money for it owns it.
OWNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{O} (?:\w+ ){{0,3}}?{GETS} [^.;{WORK}]{{0,70}}?(?:{FROM} {gap(12)}[{BODY}{WORK}]{gap(15)})?\b{TO} {gap(40)}{W}",
        rf"\b{SUM} {TO} {O} {TO} {gap(30)}{W}",
        rf"{SUM} {TO} {O},? (?:der|som|that|which|who)[^.;{WORK}]{{0,160}}?{W}",
        rf"(?:^|\b)(?:[Ii]|[Pp]å|[Vv]ed|[Vv]id|[Hh]os|[Hh]jå|[Ii]n|[Aa]t) {O}[^{WORK}{BODY}.;]{{0,120}}?\b(?:i|in|med|gjennom|gennem|genom|through|with) (?:the )?{PROJECT} {W}",
        rf"{O}\)? ?(?:[–—-] )?(?:for|med|för|with) (?:prosjektet |projektet )?{W}",
        rf"{O} (?:\w+ ){{0,2}}?(?:fikk|fekk|vant|vann|vandt|fick|fik|won|received) [^.;{BODY}{WORK}]{{0,60}}?\b(?:for|med|för|with) {gap(20)}{W}",
        rf"{O}[^.;:{WORK}{BODY}]{{0,40}}?\b(?:prøver ut|prøver|prøvde ut|tester|testar|tests|piloterer|afprøver|provar|bygger|har|is testing|is piloting) {gap(20)}{PROJECT} {W}",
    )
)
WORKS = r"(?:[\w]+ ){0,2}?(?:samarbeider|samarbeide|samarbeidar|samarbejder|samarbejde|samarbetar|samarbeta|collaborates?|cooperates?|co-operates?|works?|working|går sammen|går saman|jobber|arbeider) (?:tett |nært |closely |nära |tæt )?(?:med|with)"
# Who gets money, of the project at hand.
OWNS_AT_HAND = (re.compile(rf"^[^{BODY}]{{0,40}}{O} (?:\w+ ){{0,3}}?{GETS}[^.;{BODY}{WORK}]{{0,40}}?{SUM}"),)
PARTNERS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{W}[^.;{WORK}]{{0,140}}?\b{TOGETHER} (?:the )?{gap(30)}{O}",
        rf"\b{TOGETHER} (?:the )?{gap(30)}{O}{gap(60)}{W}",
        rf"{O} {gap(20)}\b{JOINS} {gap(12)}(?:i|in|på|to|som|med i) {gap(30)}{W}",
        rf"{W}, (?:hvor|der|kor|where|där|som) {gap(20)}{O} {gap(12)}\b{JOINS}\b",
        rf"{O} {WORKS} {BODY} (?:om|i|on|in) {gap(30)}{W}",
        rf"{BODY} {WORKS} {O} (?:om|i|on|in) {gap(30)}{W}",
        rf"{W} har {gap(40)}{O} som (?:\w+ )?partner\w*",
    )
)
# «X er et samarbeid mellom A og B»
JOINT = (
    re.compile(
        rf"{W} (?:er|är|is|was|var) (?:et|eit|ett|en|ei|ein|a|an) (?:\w+ ){{0,3}}?(?:\w*samarbeid|\w*samarbejde|\w*samarbete|partnerskap|partnarskap|partnerskab|collaboration|partnership|co-?operation|joint \w+) (?:mellom|mellem|mellan|between) (?:the )?{gap(20)}{O}"
    ),
)
# Without the project or programme, which is at hand.
PARTNERS_AT_HAND: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{TOGETHER} (?:the )?{gap(30)}{O}",
        rf"\b(?:[\w-]*[Pp]artner(?:e|ne|s|na|ane|ar|en)?|[Pp]arterna|[Øø]vrige parter|[Kk]onsortiet|[Kk]onsortium|[Tt]he consortium|[\w-]*partnarar|deltakerne|deltagerne|pilotkommunene|[Pp]rojektparter|[Pp]rosjektparter)(?: {gap(40)}(?:er|är|are|is|ingår|inngår|indgår|includes?|consists of|består av|består af|omfatter|omfattar)|:) {gap(20)}{O}",
        rf"\b[Mm]ed på laget (?:er|är) {gap(12)}{O}",
        rf"\b(?:[Mm]ed|[Mm]ed på laget) (?:i|på) (?:{W}|samarbeidet|laget|teamet) (?:er|är|is)(?: også| òg| även)? {gap(12)}{O}",
        rf"\b(?:ingår|inngår|indgår|deltar|deltager|medverkar) (?:også |även )?{O}",
        rf"\bmed {O} (?:som|i rollen som) (?:\w+ )?(?:[\w-]*partner\w*|[\w-]*partnar\w*|pilot\w*|deltak\w*|deltag\w*|på laget)",
        rf"\bwith {O} as (?:\w+ )?partners?\b",
        rf"{BODY} (?:will |skal |ska |vil )?{WORKS} {O}",
        rf"{O} (?:er|är|is|are) (?:også |også med |med |òg |også |also )*(?:som )?(?:\w+ )?(?:[\w-]*partner(?:e|s)?|[\w-]*partnarar|pilotkommun\w*)\b",
        rf"{O} (?:bidrar|bidreg|bidrager|contributes?) (?:også |òg |också |also )?(?:med|with) (?!{SUM}|\d|penge|midl|medel|funding|money)",
        rf"{O} {gap(12)}(?:deltar|deltek|deltager|medverkar|medvirker|participates?|takes? part|har vært med|har varit med|har vore med|har været med|er med|är med)(?: også| òg| också| i arbeidet| i prosjektet| i projektet| fra start| från start| frå starten| fra starten)?(?:\s*[.,]|\s+(?:med|with)\b)",
    )
)
# What is paid goes to what follows, not through it.
_DIRECT = rf"(?:(?!\b(?:gjennom|gjenom|gennem|genom|through|via|over)\b)[^.;{BODY}{WORK}])"
_ACTIVE = r"(?:(?!(?:been|was|were|is|are|blir|ble|blei|blev|bliver|vart|er|är|blitt|får|har fått)\b)\w+ ){0,2}?"
FUNDERS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{W}[^.;{BODY}{WORK}]{{0,100}}?\b{PAID_BY} [^.;{BODY}{WORK}]{{0,60}}?\b{FROM} {gap(25)}{X}",
        rf"{W}[^.;{BODY}{WORK}]{{0,80}}?\b{GETS} [^.;{BODY}{WORK}]{{0,60}}?\b{FROM} {gap(25)}{X}",
        rf"{W}[^.;{BODY}{WORK}]{{0,90}}?\b(?:med|with|on) (?:\w+ )?(?:støtte|stöd|support|funding|finansiering|midler|midlar|medel|tilskudd|tilskot|tilskud|penger|penge|pengar|backing|grants?|{SUM}){gap(20)}{FROM} {gap(25)}{X}",
        rf"{X} {_ACTIVE}{PAYS}{_DIRECT}{{0,60}}?{W}",
        rf"{X} {_ACTIVE}{PAYS}{_DIRECT}{{0,40}}?\b{TO} {gap(30)}{W}",
        rf"\b{FROM} (?:the )?{gap(15)}{X} {TO} {gap(30)}{W}",
        rf"{W}[^.;{BODY}]{{0,30}}?\({SUM}(?: {FROM} {X})\)",
    )
)
FUNDERS_AT_HAND: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<x>{BODY}) {_ACTIVE}{PAYS}[^.;{BODY}{WORK}]{{0,20}}?{SUM}",
        rf"\b(?:[Mm]ed|[Ww]ith) (?:\w+ )?(?:støtte|stöd|support|funding|finansiering|midler|midlar|medel|tilskudd|tilskot|tilskud|grants?) {FROM} {gap(25)}(?P<x>{BODY})",
    )
)
# The sum alone: who gives the money stands elsewhere.
GRANTED = (
    re.compile(rf"{W} (?:\w+ ){{0,2}}?{GETS}[^.;{BODY}{WORK}]{{0,40}}?{SUM}"),
    re.compile(
        rf"\b(?:[Bb]evillingen|[Ll]øyvinga|[Ss]tøtten|[Ss]tøtta|[Tt]ilskuddet|[Tt]ilskotet|[Tt]ilskuddet|[Bb]idraget|[Ss]tödet|[Tt]he grant|[Tt]he award|[Tt]ildelingen|[Tt]ildelinga|[Bb]eløpet|[Bb]elopp(?:et)?) (?:er|är|is|utgjør|uppgår|beløper seg)[^.;{BODY}{WORK}]{{0,30}}?{SUM}"
    ),
)
# «X har løyvd pengar |gjennom ordninga Y|»
THROUGH = re.compile(rf"\b(?:gjennom|gjenom|gennem|genom|through|via|over) {gap(25)}{_QUOTE}(?P<x>{WORK})")

_BEGAN = r"(?:startet|starta|startade|startede|starter|startar|begynte|begyndte|började|began|started|starts|launched|lansert|lanserades|lanseras|lanceret|lanceres|etablert|etablerad|etableret|etablerades|opprettet|oppretta|oprettet|inrättades|set up|established|introduced|har eksistert siden|har funnits sedan|ble til|løper|løp|pågår|runs|ran|gjelder|gäller)"
_SINCE = r"(?:i|in|siden|sedan|sidan|since|fra|frå|från|from|høsten|våren|hösten|efteråret|foråret|hausten|perioden|ut|year|januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|january|february|march|may|june|july|october|december|maj|augusti|januari|februari|december)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
# What begins and what ends, with the year.
DATES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        SCHEMA.startDate,
        re.compile(rf"{W} (?:\w+ ){{0,3}}?{_BEGAN} (?:\w+ ){{0,2}}?(?:{_SINCE} )+{_YEAR}\b", re.IGNORECASE),
    ),
    (SCHEMA.startDate, re.compile(rf"{W} \({_YEAR} ?[-–—] ?(?:19|20)?\d\d\)")),
    (
        SCHEMA.startDate,
        re.compile(
            rf"{W} {gap(30)}(?:i perioden |in the period |under perioden |fra |from |pågår |løper |løper fra |runs from |under ){_YEAR} ?(?:[-–—]|til|till|to)"
        ),
    ),
    (SCHEMA.endDate, re.compile(rf"{W} \((?:19|20)\d\d ?[-–—] ?{_YEAR}\)")),
    (
        SCHEMA.endDate,
        re.compile(
            rf"{W} {gap(30)}(?:i perioden |in the period |under perioden |fra |from |pågår |løper |løper fra |runs from |under )(?:19|20)\d\d ?(?:[-–—]|til|till|to) ?(?:og med |och med |and including )?{_YEAR}"
        ),
    ),
    (
        SCHEMA.endDate,
        re.compile(
            rf"{W} {gap(40)}(?:varer|varar|varte|løper|løber|går|gjelder|gäller|gælder|runs|lasts|continues|pågår|fortsetter|avsluttes|avslutas|afsluttes|ends) (?:\w+ ){{0,2}}?(?:til|till|ut|until|to|through|frem til|fram til|i|in)(?: og med| och med| utgangen av| slutten av| the end of)? {_YEAR}"
        ),
    ),
)
