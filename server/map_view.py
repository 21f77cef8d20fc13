"""Where places stand on the map: Mercator with the world 1,000 wide, as the outlines in `frontend/outline.mjs`."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from server.places import Located

# West, south, east, north of each area, and the outline that it is drawn over.
AREAS = {
    "nordic": ((1.0, 54.0, 32.5, 71.5), "europe.svg"),
    "europe": ((-26.0, 35.0, 40.0, 79.5), "europe.svg"),
    "world": ((-180.0, -57.0, 180.0, 80.0), "world.svg"),
}
_WIDTH = 1000
# Radius of a circle and height of letters, in parts of the width of the map.
_SMALLEST, _LARGEST, _LETTER = 0.011, 0.035, 0.03
# The world is drawn as wide as a page is, other areas only as high.
_OF_WORLD = 0.5


@dataclass(frozen=True)
class Mark:
    """A circle on the map. `label` says whether there is room for the name, `before` whether it stands on the left."""

    place: Located
    name: str
    x: float
    y: float
    radius: float
    label: bool
    before: bool


@dataclass(frozen=True)
class View:
    """An area of the map: its box in units of the projection, and the height of its letters."""

    left: float
    top: float
    width: float
    height: float
    letter: float

    def has(self, x: float, y: float) -> bool:
        """Say whether a point is in the area."""
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a point stands; the poles are cut off, as Mercator has none."""
    angle = math.radians(max(-85.0, min(85.0, latitude)))
    y = -math.log(math.tan(math.pi / 4 + angle / 2)) * _WIDTH / (2 * math.pi)
    return round(longitude / 360 * _WIDTH, 2), round(y, 2)


def view(area: str) -> View:
    """The box of an area."""
    west, south, east, north = AREAS[area][0]
    left, top = project(north, west)
    right, bottom = project(south, east)
    width = right - left
    letter = width * _LETTER * (_OF_WORLD if area == "world" else 1)
    return View(left, top, round(width, 2), round(bottom - top, 2), round(letter, 3))


def smallest(places: Sequence[Located]) -> str:
    """The smallest area that has all places; the first when there is none."""
    for area in AREAS:
        box = view(area)
        if all(box.has(*project(place.latitude, place.longitude)) for place in places):
            return area
    return "world"


def marks(places: Sequence[Located], names: Sequence[str], area: str) -> list[Mark]:
    """The circles of an area. Their surface tells how much is there; names are left out where they would overlap."""
    box = view(area)
    most = max((place.total for place in places), default=1)
    taken: list[tuple[float, float, float, float]] = []
    found = []
    for place, name in zip(places, names, strict=True):
        x, y = project(place.latitude, place.longitude)
        if not box.has(x, y):
            continue
        radius = max(_SMALLEST, _LARGEST * math.sqrt(place.total / most)) * box.letter / _LETTER
        length = len(name) * box.letter * 0.6 + radius * 1.3
        before = x + length > box.left + box.width
        left = x - length if before else x
        edges = (left, y - box.letter * 0.7, left + length, y + box.letter * 0.7)
        free = all(
            edges[2] < other[0] or edges[0] > other[2] or edges[3] < other[1] or edges[1] > other[3] for other in taken
        )
        if free:
            taken.append(edges)
        found.append(Mark(place, name, x, y, round(radius, 2), free, before))
    return found
