"""How the time grows with the size: a table, and curves on two logarithmic scales as SVG."""

from collections.abc import Mapping
from math import ceil, floor, log10

Growth = Mapping[int, Mapping[str, float]]
"""Register rows -> program -> seconds."""

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 720, 440, 70, 130, 30, 50
_LINE = 14
_COLOURS = ("#c0392b", "#2471a3", "#b7950b", "#7f8c8d")


def tabled(growth: Growth) -> str:
    """Seconds of each size, and how many times as long as for the size before."""
    names = list(next(iter(growth.values())))
    lines = ["", "register rows  " + "".join(f"{name:>24}" for name in names)]
    before = None
    for size, seconds in growth.items():
        cells = [_cell(seconds[name], None if before is None else before[name]) for name in names]
        lines.append(f"{size:>13,}  " + "".join(f"{cell:>24}" for cell in cells))
        before = seconds
    return "\n".join(lines)


def drawn(growth: Growth) -> str:
    """The curves, each named at its end; names that would meet are moved apart."""
    names = list(next(iter(growth.values())))
    seconds = [taken for told in growth.values() for taken in told.values()]
    across, up = _Scale(list(growth), _LEFT, _WIDTH - _RIGHT), _Scale(seconds, _HEIGHT - _BOTTOM, _TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        _text(_LEFT, 18, "seconds, whole processes"),
        _text(_WIDTH - _RIGHT, _HEIGHT - 12, "register rows", "end"),
    ]
    for ten in across.decades:
        parts += [_line(across.at(ten), _TOP, across.at(ten), _HEIGHT - _BOTTOM)]
        parts += [_text(across.at(ten), _HEIGHT - _BOTTOM + 18, f"{ten:,.0f}", "middle")]
    for ten in up.decades:
        parts += [_line(_LEFT, up.at(ten), _WIDTH - _RIGHT, up.at(ten))]
        parts += [_text(_LEFT - 8, up.at(ten) + 4, f"{ten:g}", "end")]
    ends = list[tuple[float, str, str]]()
    for name, colour in zip(names, _COLOURS, strict=False):
        points = [(across.at(size), up.at(told[name])) for size, told in growth.items()]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts += [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>']
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
        ends.append((points[-1][1] + 4, name, colour))
    lowest = float(_TOP)
    for end, name, colour in sorted(ends):
        lowest = max(end, lowest + _LINE)
        parts += [_text(across.at(max(growth)) + 8, lowest, name, colour=colour)]
    return "\n".join([*parts, "</svg>\n"])


class _Scale:
    """Values on a logarithmic scale of whole decades between two places."""

    def __init__(self, values: list[int] | list[float], start: float, end: float) -> None:
        self._first = floor(log10(min(values)))
        self._last = max(ceil(log10(max(values))), self._first + 1)
        self._start, self._end = start, end

    @property
    def decades(self) -> list[float]:
        return [10.0**power for power in range(self._first, self._last + 1)]

    def at(self, value: float) -> float:
        share = (log10(value) - self._first) / (self._last - self._first)
        return self._start + share * (self._end - self._start)


def _cell(seconds: float, before: float | None) -> str:
    return f"{seconds:.2f}" + ("" if before is None else f" ({seconds / before:.1f} times)")


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="#ddd"/>'


def _text(x: float, y: float, words: str, anchor: str = "start", colour: str = "#333") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{words}</text>'
