"""Made-up people behind the labels of drawn tables: impossible division codes, so that nobody can be real."""

import re
from dataclasses import dataclass, field

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = ("安平", "宝珍", "长河", "德顺", "二妹", "福来", "桂香", "海燕")
LABEL = re.compile(r"^([a-z][0-9]?)(/15|/bad)?$")
BORN, SEX = "1960-03-15", "male"


def check_digit(first17):
    """ISO 7064 MOD 11-2, the schoolbook way: weights, a sum, a table."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * int(digit) for weight, digit in zip(weights, first17, strict=True))
    return "10X98765432"[total % 11]


def resident(order, born=BORN, sex=SEX):
    """A valid ID of a division that does not exist; the 17th digit is odd for men."""
    sequence = f"{2 * order + (sex == 'male'):03d}"
    first17 = "990102" + born.replace("-", "") + sequence
    return first17 + check_digit(first17)


@dataclass
class People:
    """Labels to people, in the order in which the tables name them; `born` and `sex` only where a case states them."""

    stated: dict[str, dict[str, str]] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)

    def number(self, cell):
        """The ID of `a`; `a/15` in 15 digits, `a/bad` with a wrong check digit; else the text."""
        known = LABEL.match(cell)
        if not known:
            return cell
        number = self._resident(known[1])
        if known[2] == "/15":
            return number[:6] + number[8:17]
        if known[2] == "/bad":
            return number[:17] + ("1" if number[17] != "1" else "2")
        return number

    def name(self, cell):
        """The person's name; whoever is written as a document has that of its text."""
        known = LABEL.match(cell)
        order = self._order(known[1] if known else cell)
        return SURNAMES[order % len(SURNAMES)] + GIVEN[order % len(GIVEN)]

    def born(self, cell):
        return self._said(cell).get("born", BORN)

    def sex(self, cell):
        return self._said(cell).get("sex", SEX)

    def _said(self, cell):
        known = LABEL.match(cell)
        return self.stated.get(known[1], {}) if known else {}

    def _resident(self, label):
        return resident(self._order(label), self.born(label), self.sex(label))

    def _order(self, label):
        return self.order.setdefault(label, len(self.order) + 1)
