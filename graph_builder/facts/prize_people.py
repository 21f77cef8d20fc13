"""Who wins a prize, who is nominated for it and who judges: in sentences, in lists and on lines with a label."""

import re
from itertools import takewhile

from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts.prize_words import PRIZE_WORD, is_earlier
from graph_builder.facts.projects import items
from graph_builder.facts.roles import state_role
from graph_builder.layout import Block
from graph_builder.mentions.model import Mention
from ontology import INNO

READER = "awards"
_VERB = (
    r"(?:vant|vann|vandt|won|wins|vinner|vinder|vinn|har vunnet|har vunne|har vundet|har vunnit|has won|have won|has been awarded|have been awarded|was awarded|were awarded|tildelt|tildeles|tildeltes|tilldelas|tilldelades|tilldelats|får|fikk|fekk|fik|fick|mottok|mottar|modtog|"
    r"modtager|mottog|receives|received|ble tildelt|blei tildelt|blev tildelt|vart tildelt|er tildelt|løp av med|løb med|stakk av med|sikret seg|tar hjem|tok hjem|tog hem|tog hjem)"
)
_WON = re.compile(
    rf"(?:\s+(?:som|der|which|(?:ble|blei|vart|blev|er|har|has|was)(?:\s+\w+){{0,2}}?))?\s+{_VERB}\b(?P<what>[^.]{{0,120}})"
)
_NAMED = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:kåret|kåra|kårad|utnevnt|utnemnd|utnævnt|utsedd|utsett|utses|utsågs|named|chosen|valgt|vald)\s+(?:til|som|to|as|the)?\b"
)
_WINNER_IS = re.compile(
    r"\b(?:[Vv]inner(?:en|ne)?|[Vv]ind(?:er|eren|erne)|[Vv]innar(?:en|ane)?|[Vv]innare(?:n)?|[Tt]he (?:winner|winners)|[Aa]rets vinner)\b[^.:]{0,80}?(?:\b(?:var|er|ble|blei|blev|vart|is|was|är|blir)\b|:)\s+(?:the\s+)?$"
)
_GIVEN_TO = re.compile(
    r"\b(?:given|awarded|presented|tildelt|tildelat|tildeles|delt ut|utdelt|uddelt|gikk|går|gick|gik|went|goes|tilfalt|tilfaller|delades ut|delas ut|deles ut)\s+(?:\w+\s+){0,2}?(?:to|til|till)\s+(?:the\s+)?$"
)
_NOMINATED = re.compile(
    r"\b(?:[Nn]ominert\w*|[Nn]ominered\w*|[Nn]omineret|[Nn]ominerad\w*|[Nn]ominat\w*|[Nn]ominees?|[Ff]inalist\w*|[Ss]hortlist\w*|[Kk]andidat(?:er|ene|erne|erna|ar|ane)|[Ii]ndstillet|[Ii]nnstilt)\b"
    r"|\b(?:the final round|til final(?:en|erunden|eomgangen|runden)|(?:i|till) finalen|(?:gikk|gik|gick|nådde|kom) (?:videre|vidare) til)\b(?=[^.]*:$)"
)
_OTHERS = re.compile(
    r"\b(?:andre|øvrige|andra|övriga|other|remaining)\s+(?:\w+\s+)?(?:nomin\w+|finalist\w*)|\b(?:andre|other|andra)\b[^.]{0,20}nomin\w+|"
    r"\b(?:apart from|besides|in addition to|i tillegg til|i tillegg til|utenom|utanom|foruten|forutan|ud over|udover|utöver|förutom|ved siden af|ved siden av)\s(?:the\s|årets\s)?(?:winner|vinner\w*|vinder\w*|vinnar\w*)[^.]*:$",
    re.IGNORECASE,
)
_JURY = re.compile(
    r"\b(?:[Jj]ury(?:en|ens|n|ns|medlem\w*)?|[Pp]riskomit[eé]en|[Bb]edømmelseskomit\w+|[Tt]he jury)\b[^.]{0,110}?(?:\b(?:består av|bestod av|besto av|har bestått av|består af|bestod af|består också av|bestått av|consists of|consisted of|included|includes|bestående a[vf]|består|besto|er|var|are|is|were|sitter|satt)\b|:)"
    r"|\b(?:[Bb]esto|[Bb]estod)\s+juryen\s+a[vf]\b|\b[Mm]ed seg i juryen (?:hadde|har)\b|\bin the jury\b|\bI juryen (?:sitter|satt|sit)\b"
)
_LEADS_JURY = re.compile(
    r"\b(?P<role>[Jj]uryleder\w*|[Jj]uryleiar\w*|[Jj]uryformand\w*|[Jj]uryordf[öø]r\w*|[Ll]eder av juryen|[Ff]ormand for juryen|[Cc]hair of the jury|[Jj]ury chair|[Jj]urymedlem\w*|[Jj]uryns ordförande|[Jj]ury member)\s*[,:]?\s+$"
)
_JURY_OF = re.compile(
    r"\b(?:[Jj]ury(?:en|n)?),?\s+(?:som\s+)?(?:chaired by|led by|headed by|ledet av|leid av|ledes av|ledd av|under ledelse af|ledet af|leddes av)\s+(?:the\s+)?(?:[^,.;]{2,40}\s)?$"
)
_JURY_HEADING = re.compile(
    r"(?:the |this year['’]s |årets |members of the |medlemmer av |medlemmer af |medlemmar i )?(?:(?:pris)?jury(?:en|n)?|jury ?(?:members|medlemmer|medlemmene|medlemmar|medlemmerne)|(?:pris|bedømmelses)komit[eé]\w*|bedömningsgrupp\w*|judges|judging panel)"
    r"(?: (?:20\d\d|for .{3,60}|för .{3,60}))?:?",
    re.IGNORECASE,
)
# «|NN|, direktør i X, som ledet årets jury», «|NN|, who chaired the jury»
_WHO_LEADS = re.compile(
    r"[^.;:]{0,110}?\b(?:who|som|der)\s+(?:has\s+|har\s+|også\s+|also\s+)?(?P<verb>chaired|chairs|led|leads|leder|leiar|ledet|leia|leidde|ledde|ledede|har ledet)\s+(?:the|this year['’]s|årets)?\s*(?:prize['’]s\s+)?jury\w*"
)
_LEADERS = {"nb": "leder", "nn": "leiar", "da": "formand", "sv": "ordförande", "en": " chair"}
_CHAIR = re.compile(r"\s*\((?:\w+ )?(?P<role>formand|leder|leiar|chair|ordförande|ordf\.|forkvinne|juryleder)\)")
_IS = re.compile(
    r"\b(?:er|ble|blei|blev|vart|blir|bliver|var|är|is|are|was|were|been|among|blant|blandt|bland)\b[^.]{0,40}$|^[\s(]*$"
)
# «Vinnerprosjektet, Nattbåt, er et samarbeid mellom A og B», «The winning entry was developed by A»
_WINNING = re.compile(
    r"\b(?:[Vv]inner|[Vv]inder|[Vv]innar)(?:en|ne)?(?:prosjektet|prosjekt|projektet|projekt|bidraget|løsningen|løysinga|lösningen|laget|teamet)\b|\b[Tt]he winning (?:project|entry|team|solution)\b"
)
_MADE_BY = re.compile(
    r"\b(?:(?:samarbeid|samarbejde|samarbete|partnerskap|collaboration|partnership)(?:et)? (?:mellom|mellem|mellan|between)|(?:i regi|utviklet|utvikla|udviklet|utvecklat|laget|laga|lavet|drives|drive|drivs|ledes|leds|developed|run|led|made|created) (?:av|af|by)|kommer (?:fra|frå|från)|comes from)\s+(?:the\s+)?$"
)
_CATEGORY = re.compile(
    r"(?:[Vv]inner|[Vv]inder|[Vv]innare|[Vv]innar|[Ww]inner)\w*\s+(?:i|in|of)\s+(?:the\s+)?[^.:]{0,40}(?:kategori|klasse|klass|category)|(?:[Kk]ategori|[Kk]lasse|[Cc]ategory)\w*\b[^.:]{0,40}:"
)


def read(draft: Draft, prize: Entity) -> None:
    """Read the winners, nominees and jury of `prize` from the whole document; another prize that a sentence names has its own."""
    others = False
    blocks = draft.layout.blocks
    for n, block in enumerate(blocks):
        if block.kind == "photo":
            continue
        for sentence in draft.sentences(block):
            named = [draft.entity(m) for m in draft.mentions_in(*sentence, "Award") if m in draft.of_mention]
            at_hand = named[0] if named else prize
            if not named and is_earlier(draft, sentence, prize) and not _WINNING.search(draft.text, *sentence):
                continue
            _winners(draft, sentence, at_hand, bool(named))
            _winning_work(draft, sentence, at_hand)
            others |= bool(_OTHERS.search(draft.text, *sentence))
            _nominees(draft, blocks, n, sentence, at_hand)
            _jury(draft, blocks, n, sentence, at_hand)
        if block.kind == "heading" and _JURY_HEADING.fullmatch(draft.text, block.start, block.end):
            _jury_below(draft, blocks, n, prize)
        if block.kind in ("paragraph", "heading") and _CATEGORY.match(draft.text, block.start, block.end):
            _of_category(draft, blocks, n, prize)
    if others:
        for winner in draft.objects(prize, INNO.winner):
            spans = [f.span for f in draft.facts[prize, INNO.winner, winner]]
            draft.state(prize, INNO.nominee, winner, spans[0], READER)


def _actors(draft: Draft, span: Span, *kinds: str) -> list[Mention]:
    found = [m for m in draft.mentions_in(*span, *kinds) if m in draft.of_mention]
    return [m for m in found if not re.match(r"(?:['’]?s|['’])\s", draft.text[m.end : m.end + 3])]


def _winners(draft: Draft, sentence: Span, prize: Entity, named: bool) -> None:
    text = draft.text
    of_prize = named or bool(PRIZE_WORD.search(text, *sentence))
    for actor in _actors(draft, sentence, "Organisation", "Person"):
        before, after = text[sentence[0] : actor.start], text[actor.end : sentence[1]]
        won = _WON.match(after)
        taken = won and (PRIZE_WORD.search(won["what"]) or draft.mentions_in(actor.end, sentence[1], "Award"))
        is_winner = (
            _WINNER_IS.search(before)
            or (of_prize and _GIVEN_TO.search(before))
            or (taken and of_prize)
            or (named and _NAMED.match(after))
        )
        if is_winner and not _is_affiliation(draft, actor, sentence):
            for each in _joined(draft, actor, sentence):
                draft.state(prize, INNO.winner, draft.entity(each), (sentence[0], sentence[1]), READER)


def _winning_work(draft: Draft, sentence: Span, prize: Entity) -> None:
    """Who made what won: the bodies of «vinnerprosjektet», and the owners of a listed project that the prize went to."""
    if winning := _WINNING.search(draft.text, *sentence):
        for actor in _actors(draft, (winning.end(), sentence[1]), "Organisation"):
            if _MADE_BY.search(draft.text, winning.start(), actor.start):
                for each in _joined(draft, actor, sentence):
                    draft.state(prize, INNO.winner, draft.entity(each), sentence, READER)
                    for work in _actors(draft, (winning.end(), actor.start), "Project")[:1]:
                        draft.state(draft.entity(work), INNO.ledBy, draft.entity(each), sentence, READER)
    for mention in _actors(draft, sentence, "Project"):
        before = draft.text[sentence[0] : mention.start]
        if _GIVEN_TO.search(before) or _WINNER_IS.search(before):
            for owner in _owners(draft, draft.entity(mention)):
                draft.state(prize, INNO.winner, owner, sentence, READER)


def _owners(draft: Draft, project: Entity) -> list[Entity]:
    """The bodies that a list of projects tells `project` to be of."""
    spans = [item.span for item, listed, _ in items(draft) if listed is project]
    return [draft.entity(m) for span in spans for m in _actors(draft, span, "Organisation")]


def _is_affiliation(draft: Draft, actor: Mention, sentence: Span) -> bool:
    """Whether a body is only where a person works: «Kari Moe i Havnerådet vant …»."""
    if actor.kind != "Organisation":
        return False
    return any(
        re.fullmatch(
            r"\s*[,(]?\s*(?:[^.,;]{0,50}\s)?(?:i|fra|frå|från|hos|ved|at|from|of)\s+", draft.text[p.end : actor.start]
        )
        for p in draft.mentions_in(sentence[0], actor.start, "Person")
    )


def _joined(draft: Draft, actor: Mention, sentence: Span) -> list[Mention]:
    """The actor and those joined to it with «og» and commas."""
    found = [actor]
    actors = _actors(draft, sentence, "Organisation", "Person")
    for other in (a for a in actors if a.start > actor.start and a.kind == actor.kind):
        if not re.fullmatch(r"\s*(?:,|og|och|and|samt)\s+(?:the\s+)?", draft.text[found[-1].end : other.start]):
            break
        found.append(other)
    return found


def _nominees(draft: Draft, blocks: tuple[Block, ...], n: int, sentence: Span, prize: Entity) -> None:
    """«A, B og C er nominert», «juryen har nominert A, B og C», «Nominerte: A, B og C», a list after «finalistene er:»."""
    word = _NOMINATED.search(draft.text, *sentence)
    if not word:
        return
    block = blocks[n]
    actors = _actors(draft, sentence, "Organisation") or _actors(draft, sentence, "Person")
    before = [m for m in actors if m.end <= word.start()]
    if before and not _IS.search(draft.text[before[-1].end : word.start()]):
        before = []  # «Havnerådet har funnet fem finalister»
    label = re.match(r"[^.:]{0,40}:", draft.text[word.end() : sentence[1]])
    line = (
        next((end for start, end in block.lines if start <= word.start() < end), sentence[1]) if label else sentence[1]
    )
    after = [m for m in actors if word.end() <= m.start < line]
    if after and (label or not before):
        chosen = after
    else:
        chosen = before or after
    for actor in chosen:
        draft.state(prize, INNO.nominee, draft.entity(actor), sentence, READER)
    if sentence[1] >= block.end and (
        draft.text[block.end - 1] == ":" or block.kind == "heading" or len(blocks[n].lines) > 1
    ):
        below = blocks[n + 1] if n + 1 < len(blocks) else block
        for listed, project, _ in items(draft):
            if below.start <= listed.span[0] < below.end and below is not block:
                for owner in _owners(draft, project):
                    draft.state(prize, INNO.nominee, owner, listed.span, READER)
        led_in = block.kind == "heading" and n + 1 < len(blocks) and draft.text[blocks[n + 1].end - 1] == ":"
        for item in _items(draft, blocks, n + led_in):
            first = next(iter(_actors(draft, item, "Organisation", "Person")), None)
            if first:
                draft.state(prize, INNO.nominee, draft.entity(first), item, READER)


def _of_category(draft: Draft, blocks: tuple[Block, ...], n: int, prize: Entity) -> None:
    """A paragraph on the winner of a category: the body that it tells of and that the line of nominees after it has."""
    block = blocks[n]
    text = (
        [block] if block.kind == "paragraph" else [b for b in blocks[n : n + 2] if b.kind in ("heading", "paragraph")]
    )
    told = [draft.entity(m) for b in text for m in _actors(draft, (b.start, b.end), "Organisation")]
    after = n + len(text)
    following = [(b.start, b.end) for b in blocks[after : after + 1] if b.label == "prize"]
    listed = [draft.entity(m) for line in following for m in _actors(draft, line, "Organisation")]
    given = [e for e in told if not listed or e in listed]
    if any(e in draft.objects(prize, INNO.winner) for e in given):
        return
    for winner in given[:1]:
        draft.state(prize, INNO.winner, winner, (block.start, block.end), READER)


def _items(draft: Draft, blocks: tuple[Block, ...], n: int) -> list[Span]:
    """The bullets, or under a heading or a colon the paragraphs that begin with an actor, which follow block `n`."""
    items: list[Span] = []
    for block in blocks[n + 1 :]:
        span = (block.start, block.end)
        actors = _actors(draft, span, "Organisation", "Person")
        begins = bool(actors) and len(draft.text[block.start : actors[0].start].split()) <= 2
        if block.kind == "bullet" or (block.kind == "paragraph" and begins and (not items or not _bullets(blocks, n))):
            if len(block.lines) > 1 and block.kind == "paragraph":
                items += list(block.lines)
            else:
                items.append(span)
        else:
            break
    return items


def _bullets(blocks: tuple[Block, ...], n: int) -> bool:
    return n + 1 < len(blocks) and blocks[n + 1].kind == "bullet"


def _jury(draft: Draft, blocks: tuple[Block, ...], n: int, sentence: Span, prize: Entity) -> None:
    """«Juryen består av A og B», a list after it, «juryleder C»."""
    found = _JURY.search(draft.text, *sentence)
    if found:
        listed = draft.text[found.end() : sentence[1]].strip(" :") == "" or len(blocks[n].lines) > 2
        spans = [(found.end(), blocks[n].end if listed else sentence[1])]
        if draft.text[blocks[n].start : blocks[n].end].rstrip().endswith(":") and sentence[1] >= blocks[n].end:
            spans += _items(draft, blocks, n)
        for span in spans:
            for person in _actors(draft, span, "Person"):
                _juror(draft, prize, person, (sentence[0], person.end))
    for person in _actors(draft, sentence, "Person"):
        chairs = _WHO_LEADS.match(draft.text, person.end, sentence[1])
        if chairs:
            _juror(draft, prize, person, (person.start, chairs.end()))
            title = f"jury{_LEADERS[draft.document.language]}"
            state_role(draft, draft.entity(person), title, prize, (person.start, chairs.end()), READER, at=True)
        if _JURY_OF.search(draft.text, sentence[0], person.start):
            _juror(draft, prize, person, (sentence[0], person.end))
        leads = _LEADS_JURY.search(draft.text, sentence[0], person.start)
        if leads:
            said = (leads.start(), person.end)
            _juror(draft, prize, person, said)
            state_role(draft, draft.entity(person), leads["role"], prize, said, READER, at=True)


def _jury_below(draft: Draft, blocks: tuple[Block, ...], n: int, prize: Entity) -> None:
    """The people whose names the lines under the heading «Juryen» begin with, after a title or none."""
    for block in takewhile(lambda b: b.kind in ("paragraph", "bullet"), blocks[n + 1 :]):
        for start, end in block.lines:
            first = next(iter(_actors(draft, (start, end), "Person")), None)
            if (
                first
                and not re.search(r"[.!?:]\s", draft.text[start:end])
                and len(draft.text[start : first.start].split()) <= 3
            ):
                _juror(draft, prize, first, (first.start, first.end))


def _juror(draft: Draft, prize: Entity, person: Mention, said: Span) -> None:
    draft.state(prize, INNO.juror, draft.entity(person), said, READER)
    chair = _CHAIR.match(draft.text, person.end)
    if chair:
        state_role(
            draft,
            draft.entity(person),
            "jury chair" if chair["role"] == "chair" else f"jury{chair['role']}",
            prize,
            (person.start, chair.end()),
            READER,
            at=True,
        )
