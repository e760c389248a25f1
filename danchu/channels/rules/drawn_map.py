"""Where boards stand on the drawn map while nobody has placed them. There is no geodata: a map by hand."""

import math

SIDE = 1000  # the map is a square of so many steps
MARGIN = 70
STEP = 50  # of one push with an arrow
_MIDDLE = SIDE // 2
_ON_ONE_RING = 12

type Place = tuple[int, int]


def ring(count: int) -> list[Place]:
    """Places for `count` boards around the commune's centre, clockwise from the top; two rings from 13 on."""
    if count <= _ON_ONE_RING:
        return _circle(count, 390)
    inner = count // 3
    return _circle(inner, 220) + _circle(count - inner, 420)


def _circle(count: int, radius: int) -> list[Place]:
    turns = [2 * math.pi * at / count for at in range(count)]
    return [(_MIDDLE + round(radius * math.sin(turn)), _MIDDLE - round(radius * math.cos(turn))) for turn in turns]


def beside_centre(number: int) -> Place:
    """The place of the headquarters' board with this number, counted from 0: the first one is the centre."""
    return (_MIDDLE, _MIDDLE) if number == 0 else (_MIDDLE + 90 * ((number + 1) // 2) * (-1) ** number, _MIDDLE + 10)


def pushed(place: Place, right: int, down: int) -> Place:
    """The place some steps further, never off the map."""
    x, y = place
    return _on_map(x + STEP * right), _on_map(y + STEP * down)


def _on_map(at: int) -> int:
    return min(max(at, MARGIN), SIDE - MARGIN)
