"""Who arranges an event: «NN inviterer til …», «bjuder NN in till …», «arrangeres av NN», «NN er medarrangør»."""

import re

from graph_builder.draft import Draft, Span
from graph_builder.facts import references
from graph_builder.mentions.model import Mention

BY = re.compile(
    r"\b(?:(?:arrangeres|arrangert|arrangeret|arrangerast|arrangerte?s|arrangeras|arrangerad|anordnas|anordnad|skipa|skipast|organiseres|organisert|organiseret|organiserast|organiseras|afholdes|avholdes|holdes|haldes|hålls)\s+(?:i år |igjen |igen |også |årleg |årlig |årligt )?a[vf]|"
    r"(?:organi[sz]ed|hosted|arranged|convened|run|put on) by|i regi a[vf]|i regi av|i samarrangement med|"
    r"invitert av|invited by|er et samarbeid mellom|er eit samarbeid mellom|er et samarbejde mellem|är ett samarbete mellan|är ett samarrangemang mellan|is a (?:joint|collaboration|partnership)[^.]{0,30}between|is a collaboration between|presented by|"
    r"står bak|står bag|(?:bak|bag|bakom)\s+\w+\s+står)\b",
    re.IGNORECASE,
)
INVITES = re.compile(
    r"\b(?:inviterer|inviterte|inviterede|inbjuder|indbyder|bjuder in|bjöd in|byr inn|ønsker velkommen|ønskjer velkomen|byder velkommen|hälsar välkommen|arrangerer|arrangerte|arrangerede|arrangerar|arrangerade|"
    r"lanserer|bød|lægger hus til|holder|holdt|hosted|hosts|host|invites?|invited|var vært for|var vertskap for|står bak|organises|organised|organizes|organized|skipar til|skipa til|avholder|avholdt|afholder|"
    r"afholdt|höll|håller|anordnar|anordnade|heldt|held)\b"
)  # fmt: skip
_ROLE = r"(?:(?:med|hoved|hovud|sam|co-?|huvud|lokal )?arrangør(?:er|ar|en|ene|ane)?|(?:med|huvud|sam)?arrangör(?:er|en|erna)?|(?:med)?vært(?:er)?|(?:med)?vert(?:ar|er)?|vertskap|(?:med)?värd(?:ar)?|(?:co-?)?hosts?|(?:co-?)?organi[sz]ers?|teknisk arrangør)"
_IS = r"(?:er|är|var|is|are|was|were)"
_HOSTS = re.compile(rf"\b{_IS}\s+(?:(?!av|af|by)\w+\s+)?{_ROLE}\b", re.IGNORECASE)
_HOST_IS = re.compile(rf"\b{_ROLE}(?:\s+(?:for|av|af|i)\s+[^.,:]{{2,40}})?\s+{_IS}\s+(?:the\s+)?", re.IGNORECASE)
# «I mai bjuder |NN| in till», «For sjette år på rad samler |NN| ledere og fagfolk til»: who does it stands after the verb.
_VERB_FIRST = re.compile(
    r"\b(?:bjuder|bjöd|byder|byr|inviterer|inviterte|inviterar|inbjuder|indbyder|samler|samlar|samlet|samla|samlade|samlede|ønsker|ønskjer|hälsar|arrangerer|arrangerar|holder|heldt|held|håller|afholder|avholder|anordnar|skipar)\s+"
    r"(?=(?:den|det|the)?\s?[A-ZÆØÅÄÖ])"
)
_GATHERS = re.compile(
    r"\b(?:samler|samlar|samlet|samla|samlade|samlede|gathers|gathered|bring(?:s)? together|brought together)\b"
)
_TO = re.compile(
    r"[^.]{0,110}?\b(?:til|till|to|in till|ind til|inn til|dei|deg|dig|you|velkommen|velkomen|välkommen)\b"
)
_NEAR = 60


def of_programme(draft: Draft, sentence: Span) -> list[Mention]:
    """The bodies that a sentence above a programme says arrange the event, which it need not name."""
    bodies = [m for m in draft.mentions_in(*sentence, "Organisation") if m in draft.of_mention]
    if not bodies:
        return []
    if by := BY.search(draft.text, *sentence):
        return [m for m in bodies if m.start >= by.end()]
    if told := is_host(draft, sentence, bodies):
        return told
    if first := verb_first(draft, sentence, bodies):
        return first
    for verb in (INVITES, _GATHERS):
        invites = verb.search(draft.text, *sentence)
        if invites and (verb is _GATHERS or _TO.match(draft.text, invites.end(), sentence[1])):
            before = [m for m in bodies if m.end <= invites.start()]
            near = before and invites.start() - before[-1].end <= _NEAR
            return references.listed_to(draft, bodies, before[-1]) if near else []
    return []


def is_host(draft: Draft, sentence: Span, bodies: list[Mention]) -> list[Mention]:
    """«NN og MM er medarrangører», «Vertskap er NN»."""
    if hosts := _HOSTS.search(draft.text, *sentence):
        before = [m for m in bodies if m.end <= hosts.start()]
        if before and hosts.start() - before[-1].end <= 3:
            return references.listed_to(draft, bodies, before[-1])
    host = _HOST_IS.search(draft.text, *sentence)
    return references.listed_from(draft, bodies, host.end()) if host else []


def verb_first(draft: Draft, sentence: Span, bodies: list[Mention]) -> list[Mention]:
    """«I vår bjuder NN och MM in till …»: the bodies after the verb, where none stands before it."""
    verb = _VERB_FIRST.search(draft.text, *sentence)
    if not verb or any(m.end <= verb.start() for m in bodies):
        return []
    return references.listed_from(draft, bodies, verb.end()) if _TO.match(draft.text, verb.end(), sentence[1]) else []
