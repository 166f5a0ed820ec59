"""The fictional province: its divisions from province to community, and addresses within them."""

from collections.abc import Iterator
from dataclasses import dataclass

JURISDICTION = "990102"
STREET_DIGITS = 9

_TREE = (
    ("99", "九九省", ""),
    ("9901", "明州市", "99"),
    ("990102", "东湖区", "9901"),
    ("990103", "西岭区", "9901"),
    ("9902", "青川市", "99"),
    ("990201", "东湖区", "9902"),  # the same name as the jurisdiction, in another city
    ("990202", "白沙县", "9902"),
)

_STREETS = {
    "990102001": ("东湖街道", ("湖滨社区", "塔影社区", "柳浪社区", "望湖社区")),
    "990102002": ("柳堤街道", ("长堤社区", "渔歌社区", "晚晴社区", "书院社区")),
    "990102003": ("石桥镇", ("石桥村", "上梅村", "下梅村", "竹溪村")),
    "990103001": ("云岭街道", ("云岭社区", "松风社区")),
    "990103002": ("南坡镇", ("南坡村", "茶亭村")),
    "990201001": ("湖心街道", ("湖心社区", "荷塘社区")),
    "990201002": ("北渚镇", ("北渚村", "苇湾村")),
    "990202001": ("白沙街道", ("沙洲社区", "海棠社区")),
    "990202002": ("盐田镇", ("盐田村", "榕下村")),
}


@dataclass(frozen=True, slots=True)
class Division:
    """One row of `divisions.csv`."""

    code: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class Community:
    """A community with the names above it; `code` has 12 digits."""

    code: str
    name: str
    street: str
    district: str

    @property
    def address(self) -> str:
        """The address down to the community, from the province on."""
        return f"{self.district}{self.street}{self.name}"


def table() -> Iterator[Division]:
    """Every division from province to community, parents first."""
    yield from (Division(*row) for row in _TREE)
    for street, (name, communities) in _STREETS.items():
        yield Division(street, name, street[:6])
        for number, community in enumerate(communities, start=1):
            yield Division(f"{street}{number:03d}", community, street)


def csv() -> str:
    """The table as the text of a `divisions.csv`."""
    return "code,name,parent\n" + "".join(f"{row.code},{row.name},{row.parent}\n" for row in table())


def communities(prefix: str = "") -> tuple[Community, ...]:
    """The communities whose code starts with `prefix`, in the order of their codes."""
    return tuple(
        Community(f"{street}{number:03d}", community, name, district_name(street[:6]))
        for street, (name, within) in _STREETS.items()
        for number, community in enumerate(within, start=1)
        if street.startswith(prefix)
    )


def district_name(code: str) -> str:
    """Province, city and district of a 6-digit code in one text, as addresses start."""
    names = {row[0]: row[1] for row in _TREE}
    return names[code[:2]] + names[code[:4]] + names[code]


def streets() -> tuple[str, ...]:
    """The 9-digit codes of the jurisdiction's streets."""
    return tuple(code for code in _STREETS if code.startswith(JURISDICTION))
