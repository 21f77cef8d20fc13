"""Make a graph to measure queries with: N-Quads of our vocabulary in the shape of a build, the same for the same seed.

    python benchmarks/sparql/make_graph.py FILE [--quads 1M] [--seed 1] [--evidence 1.0]

Each document has a graph with what it says of an event with its sessions, people and their roles, bodies, a policy
and a project; an evidence graph with some twelve quads for each of these facts (for a share of them with `--evidence`);
superclasses are in the inferred graph, the vocabulary in the ontology graph.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import ontology
from ontology import FOAF, INNO, NIF, ORG, PROV, RDF, RDFS, SCHEMA, XSD
from settings import load

GIVEN = ["Aud", "Bo", "Dag", "Eli", "Finn", "Gro", "Hege", "Iver", "Kari", "Mona", "Nils", "Oda", "Per", "Siv", "Tor"]
SYLLABLES = ["bek", "dal", "eng", "fjell", "gren", "hauk", "holt", "kve", "lund", "moe", "nes", "ravn", "sand", "tind"]
WORDS = ["åpen", "data", "deling", "helse", "innovasjon", "kommune", "kvalitet", "læring", "mot", "nettverk", "plan"]
SUBJECTS = ["velferd", "anskaffelser", "klima", "oppvekst", "transport", "kultur", "beredskap", "folkehelse"]
KINDS = ["agency", "county", "hospital", "ministry", "municipality", "university"]
EVENTS = ["conference", "course", "meeting", "seminar", "session", "workshop"]


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--quads", type=number, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--evidence", type=float, default=1.0, help="share of the facts that have evidence")
    given = parser.parse_args()
    print(f"{generate(given.file, given.quads, given.seed, given.evidence)} quads in {given.file}")


def number(text: str) -> int:
    """Read `1000000`, `100k` or `1M`."""
    unit = {"k": 1000, "M": 1_000_000}.get(text[-1:], 1)
    return int(text.rstrip("kM")) * unit


def generate(file: Path, quads: int, seed: int = 1, evidence: float = 1.0) -> int:
    """Write some `quads` N-Quads to `file`; returns how many."""
    graph = Graph(seed, evidence, quads)
    count = 0
    with file.open("w", encoding="utf-8") as out:
        for line in graph.ontology():
            out.write(line)
            count += 1
        while count < quads:
            lines = list(graph.document())
            out.writelines(lines)
            count += len(lines)
    return count


class Graph:
    """Writes documents one after another; entities come back in later ones, some far more often than others."""

    def __init__(self, seed: int, evidence: float, quads: int) -> None:
        self.choice = random.Random(seed)
        self.base = load().base_iri
        self.evidence = evidence
        # A larger collection has more people and bodies, but not in proportion.
        self.people = max(50, int(quads**0.5) * 8)
        self.bodies = max(20, int(quads**0.5) * 2)
        self.superclasses = _superclasses()
        self.inferred: set[tuple[str, str]] = set()
        self.documents = 0

    def ontology(self) -> Iterator[str]:
        """The quads of the vocabulary."""
        for triple in ontology.load_store():
            if "_:" not in f"{triple.subject} {triple.object}":
                yield f"{triple.subject} {triple.predicate} {triple.object} <{self.base}graph/ontology> .\n"

    def document(self) -> Iterator[str]:
        """The quads of one more document."""
        stem = f"{self.documents:06d}.nb"
        self.documents += 1
        graph, source = f"<{self.base}graph/{stem}>", f"<{self.base}doc/{stem}>"
        facts: dict[tuple[str, str, str], None] = {}
        self._say(stem, source, facts)
        at = 0
        for index, (subject, predicate, value) in enumerate(facts):
            yield f"{subject} {predicate} {value} {graph} .\n"
            if predicate == A:
                yield from self._inferred(subject, value)
            if self.choice.random() < self.evidence:
                at += self.choice.randint(5, 60)
                yield from self._evidence(stem, source, index, at, (subject, predicate, value))

    def _say(self, stem: str, source: str, facts: dict[tuple[str, str, str], None]) -> None:
        choice, thing = self.choice, self._thing

        def say(subject: str, predicate: str, value: str) -> None:
            facts[subject, predicate, value] = None

        def named(kind: str, slug: str, type: str, label: str) -> str:
            subject = thing(kind, slug)
            say(subject, A, f"<{INNO[type]}>")
            say(subject, LABEL, f'"{label}"@nb')
            say(source, iri(SCHEMA, "mentions"), subject)
            return subject

        bodies = []
        for _ in range(6):
            which = self._often(self.bodies)
            name = f"{_name(which)} {KINDS[which % 6]}"
            body = named("organisation", f"body-{which}", "Organisation", name)
            say(body, iri(ORG, "classification"), iri(INNO, f"organisation-{KINDS[which % 6]}"))
            if which > 5:
                say(body, iri(ORG, "unitOf"), thing("organisation", f"body-{which // 3}"))
            bodies.append(body)
        people = []
        for _ in range(10):
            which = self._often(self.people)
            name = f"{GIVEN[which % len(GIVEN)]} {_name(which // len(GIVEN))}"
            person = named("person", f"person-{which}", "Person", name)
            say(person, iri(FOAF, "name"), f'"{name}"')
            # Most people have the same body in all documents, some a new one.
            body = thing("organisation", f"body-{which % self.bodies}") if which % 4 else choice.choice(bodies)
            role = thing("membership", f"person-{which}-{body.rsplit('/', 1)[1][:-1]}")
            say(role, A, iri(ORG, "Membership"))
            say(role, iri(ORG, "member"), person)
            say(role, iri(ORG, "organization"), body)
            say(role, iri(SCHEMA, "roleName"), f'"{choice.choice(["leder", "rådgiver", "forsker", "direktør"])}"@nb')
            people.append(person)
        policy = named("policy", f"policy-{stem}", "PolicyDocument", f"Plan for {self._title()}")
        project = named("project", f"project-{stem}", "Project", f"Prosjektet {self._title()}")
        for kind, type, link in (("goal", "Goal", "hasGoal"), ("measure", "Measure", "hasMeasure")):
            for which in range(4):
                element = named(kind, f"{kind}-{stem}-{which}", type, f"{self._title()} {self._title()}")
                say(policy, iri(INNO, link), element)
        say(project, iri(INNO, "ledBy"), bodies[0])
        say(project, iri(INNO, "partner"), bodies[1])
        year, month, day = choice.randint(2005, 2025), choice.randint(1, 12), choice.randint(1, 28)
        place = named("place", f"place-{choice.randrange(200)}", "Place", f"{_name(choice.randrange(200))} hotell")
        main = named("event", f"event-{stem}", "Event", f"{self._title()} {year}")
        say(main, iri(SCHEMA, "startDate"), f'"{year}-{month:02}-{day:02}"^^<{XSD["date"]}>')
        say(main, iri(SCHEMA, "organizer"), choice.choice(bodies))
        say(main, iri(SCHEMA, "location"), place)
        say(main, iri(INNO, "eventType"), iri(INNO, f"event-{choice.choice(EVENTS)}"))
        above = main
        for which in range(8):
            event = named("event", f"event-{stem}-{which}", "Event", f"{self._title()} og {self._title()}")
            start = f"{year}-{month:02}-{day:02}T{9 + which:02}:00:00+01:00"
            say(event, iri(SCHEMA, "startDate"), f'"{start}"^^<{XSD["dateTime"]}>')
            say(event, iri(SCHEMA, "superEvent"), above)
            say(event, iri(SCHEMA, "performer"), choice.choice(people))
            say(event, iri(SCHEMA, "performer"), choice.choice(people))
            say(event, iri(SCHEMA, "about"), policy if which % 2 else project)
            above = event if which % 4 == 1 else main

    def _evidence(self, stem: str, source: str, index: int, at: int, fact: tuple[str, str, str]) -> Iterator[str]:
        node, graph = f"<{self.base}evidence/{stem}/{index}>", f" <{self.base}evidence/{stem}> .\n"
        span = f"{source[:-1]}#char={at},{at + 20}>"
        yield f"{node} {A} {iri(INNO, 'Evidence')}{graph}"
        yield f"{node} {A} {iri(RDF, 'Statement')}{graph}"
        for name, value in zip(("subject", "predicate", "object"), fact, strict=True):
            yield f"{node} {iri(RDF, name)} {value}{graph}"
        yield f"{node} {iri(PROV, 'wasDerivedFrom')} {span}{graph}"
        yield f'{node} {iri(INNO, "extractor")} "programme"{graph}'
        yield f'{node} {iri(INNO, "confidence")} "0.9{index % 10}"^^<{XSD["decimal"]}>{graph}'
        yield f"{span} {A} {iri(NIF, 'Context')}{graph}"
        yield f'{span} {iri(NIF, "beginIndex")} "{at}"^^<{XSD["integer"]}>{graph}'
        yield f'{span} {iri(NIF, "endIndex")} "{at + 20}"^^<{XSD["integer"]}>{graph}'
        yield f'{span} {iri(NIF, "anchorOf")} "{self.choice.choice(WORDS)} {self.choice.choice(WORDS)}"{graph}'

    def _inferred(self, subject: str, type: str) -> Iterator[str]:
        if (subject, type) not in self.inferred:
            self.inferred.add((subject, type))
            for above in self.superclasses.get(type, ()):
                yield f"{subject} {A} {above} <{self.base}graph/inferred> .\n"

    def _thing(self, kind: str, slug: str) -> str:
        return f"<{self.base}id/{kind}/{slug}>"

    def _often(self, most: int) -> int:
        """A number under `most`; half of them are among the first twentieth."""
        return self.choice.randrange(max(1, most // 20) if self.choice.random() < 0.5 else most)

    def _title(self) -> str:
        return f"{self.choice.choice(WORDS)} {self.choice.choice(SUBJECTS)}"


def iri(namespace: ontology.Namespace, name: str) -> str:
    """The IRI of a term as N-Quads have it."""
    return f"<{namespace[name]}>"


A = iri(RDF, "type")
LABEL = iri(RDFS, "label")


def _name(which: int) -> str:
    first, second = divmod(which, len(SYLLABLES))
    third, first = divmod(first, len(SYLLABLES))
    return f"{SYLLABLES[first]}{SYLLABLES[second]}{SYLLABLES[third % len(SYLLABLES)] if third else ''}".capitalize()


def _superclasses() -> dict[str, list[str]]:
    rows = ontology.load_store().query(
        f"SELECT ?class ?above WHERE {{ ?class {iri(RDFS, 'subClassOf')}+ ?above FILTER(isIRI(?above)) }}"
    )
    found: dict[str, list[str]] = {}
    for row in rows:  # type: ignore[union-attr]
        found.setdefault(str(row["class"]), []).append(str(row["above"]))
    return found


if __name__ == "__main__":
    main()
