"""How the results of validation went from build to build, as columns of a picture, and the badge."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.configured import configured
from server.live import NO_GRAPH, Live
from store import StoreError
from store.manifest import Manifest

# Columns of the picture; older builds are left to the list of builds.
MOST = 30
PARTS = ("violations", "warnings", "infos")
# A badge's letters are about so wide, in its own units; shields.io has 11 px Verdana.
_LETTER, _ROOM, _HEIGHT = 6.6, 10, 20
_COLOURS = {"good": "#2b6a18", "fair": "#8a5a00", "bad": "#b3251e", "none": "#5b5f66"}


@dataclass(frozen=True)
class Column:
    """A build: its counts, and for each part its class, where its bar begins and how high it is, in hundredths."""

    id: str
    made: str
    violations: int
    warnings: int
    infos: int
    parts: tuple[tuple[str, float, float], ...]
    shown: bool


def trend(live: Live) -> list[Column]:
    """The builds that were validated, the oldest first."""
    try:
        manifests = configured().keeper.builds.builds()
    except (StoreError, *NO_GRAPH):
        manifests = [live.build.manifest]
    return columns([each for each in manifests if each.validation][:MOST][::-1], live.build.id)


def columns(manifests: Sequence[Manifest], shown: str) -> list[Column]:
    """The columns of builds, the highest as high as the picture."""
    counted = [_counts(each) for each in manifests]
    most = max((sum(numbers) for numbers in counted), default=0) or 1
    found = []
    for manifest, numbers in zip(manifests, counted, strict=True):
        parts, below = [], 0
        for name, number in zip(("violation", "warning", "info"), numbers, strict=True):
            if number:
                parts.append((name, round(100 - (below + number) / most * 100, 2), round(number / most * 100, 2)))
            below += number
        violations, warnings, infos = numbers
        made, here = manifest.made, manifest.id == shown
        found.append(Column(manifest.id, made, violations, warnings, infos, tuple(parts), here))
    return found


def _counts(manifest: Manifest) -> tuple[int, int, int]:
    said = manifest.validation or {}
    violations, warnings, infos = (int(said.get(part, 0)) for part in PARTS)
    return violations, warnings, infos


@dataclass(frozen=True)
class Badge:
    """A label and what it says, with the widths of both."""

    label: str
    says: str
    colour: str
    left: int
    right: int
    height: int = _HEIGHT


def badge(label: str, says: str, mood: str) -> Badge:
    """A badge; `mood` is good, fair, bad or none."""
    left, right = (round(len(text) * _LETTER + 2 * _ROOM) for text in (label, says))
    return Badge(label, says, _COLOURS[mood], left, right)
