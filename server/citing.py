"""How to cite the page of a thing: as text, for BibTeX, and as CSL-JSON, which reference managers read."""

import json
import re
from dataclasses import dataclass
from datetime import datetime

from server.formats import Format

BIBTEX = Format("bib", "BibTeX", ("application/x-bibtex", "text/x-bibtex"))
CSL = Format("csl", "CSL-JSON", ("application/vnd.citationstyles.csl+json",))
CITATIONS = (BIBTEX, CSL)
COLLECTION = "Innograf"
# What means something to TeX, and how it is written when it should not; a backslash comes first.
_TEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", **{char: f"\\{char}" for char in "&%$#_"}}
_TEX |= {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True)
class Citation:
    """What a citation says; `made` is when the build was made, in ISO 8601, `version` its id."""

    title: str
    kind: str
    iri: str
    version: str
    made: str
    publisher: str = ""

    @property
    def day(self) -> datetime:
        """When the build was made."""
        return datetime.fromisoformat(self.made)

    def text(self, day: str, build_word: str) -> str:
        """One line for a list of references; `day` is the date as the page's language has it."""
        publisher = f" {self.publisher}." if self.publisher else ""
        made = f"{build_word} {self.version[:12]}, {day}"
        return f"«{self.title}» ({self.kind}). {COLLECTION}, {made}.{publisher} {self.iri}"

    def bibtex(self) -> str:
        """An entry of the kind `misc`, in UTF-8."""
        key = re.sub(r"[^a-z0-9]+", "-", self.iri.rsplit("/id/", 1)[-1].lower()).strip("-")
        fields = {
            "title": _tex(self.title),
            "howpublished": f"{COLLECTION}, {_tex(self.kind)}",
            "publisher": _tex(self.publisher),
            "year": f"{self.day.year}",
            "month": f"{self.day.month}",
            "version": self.version[:12],
            "url": self.iri,
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
        return f"@misc{{innograf-{key},\n{lines}\n}}\n"

    def csl(self) -> str:
        """A list of one item, as reference managers import it."""
        issued = [[self.day.year, self.day.month, self.day.day]]
        item = {
            "id": self.iri,
            "type": "entry",
            "title": self.title,
            "container-title": COLLECTION,
            "genre": self.kind,
            "issued": {"date-parts": issued},
            "version": self.version[:12],
            "URL": self.iri,
        }
        return json.dumps(
            [item | ({"publisher": self.publisher} if self.publisher else {})], ensure_ascii=False, indent=2
        )


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in text)
