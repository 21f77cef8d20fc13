"""A very small corpus in NorNE's format, of invented sentences."""

import io
import tarfile
from pathlib import Path

PEOPLE = ("Sigrun Haukvik", "Tore Tindvik", "Marit Havn", "Ola Brygge", "Kari Skjær", "Jonas Sund")
PLACES = ("Tindvik", "Havnøy", "Skjærvika", "Bryggeland")
BODIES = ("Havnerådet", "Fyrdirektoratet", "Losnemnda", "Bølgeverket")
PATTERNS = (
    "{PER} bor i {GPE_LOC} .",
    "{ORG} holder til i {GPE_LOC} , sier {PER} .",
    "Det var {PER} som ledet {ORG} den gangen .",
    "Alle i {GPE_LOC} kjenner {PER} og {ORG} .",
)


def conll(sentence: list[tuple[str, str]]) -> str:
    """A sentence's lines."""
    rows = [f"{n}\t{form}\t_\t_\t_\t_\t0\t_\t_\tname={tag}" for n, (form, tag) in enumerate(sentence, start=1)]
    return "\n".join(rows) + "\n\n"


def sentences(start: int, count: int) -> str:
    """`count` sentences, each with other names or in another order than the ones before."""
    found = []
    for n in range(start, start + count):
        names = {
            "PER": PEOPLE[n % len(PEOPLE)],
            "GPE_LOC": PLACES[n // 2 % len(PLACES)],
            "ORG": BODIES[n // 3 % len(BODIES)],
        }
        tokens = [(f"{n}", "O")]
        for word in PATTERNS[n % len(PATTERNS)].split():
            label = word.strip("{}")
            forms = names[label].split() if label in names else [word]
            tokens += [(f, ("B-" if not k else "I-") + label if label in names else "O") for k, f in enumerate(forms)]
        found.append(conll(tokens))
    return "".join(found)


def write(folder: Path) -> Path:
    """The corpus as files below `folder`."""
    parts = {
        "ndt/nob/havn_0001.conll": sentences(0, 60),
        "ndt/nno/fyr_0001.conll": sentences(60, 60),
        "ud/nob/no_bokmaal-ud-dev.conllu": sentences(120, 8),
        "ud/nob/no_bokmaal-ud-test.conllu": sentences(128, 8),
        "ud/nno/no_nynorsk-ud-dev.conllu": sentences(136, 8),
        "ud/nno/no_nynorsk-ud-test.conllu": sentences(144, 8),
    }
    for name, text in parts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def pack(folder: Path, archive: Path) -> Path:
    """The files of `folder` as an archive, named as NorNE's are."""
    with tarfile.open(archive, "w:xz") as tar:
        for path in sorted(folder.rglob("*.conll*")):
            content = path.read_bytes()
            info = tarfile.TarInfo("./" + path.relative_to(folder).as_posix())
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return archive
