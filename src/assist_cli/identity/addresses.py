"""Whether two addresses are one place, and one key for all spellings of a dwelling."""

from collections.abc import Mapping

import polars as pl

from assist_cli.identity.address_parts import PARTS, address_parts

_VILLAGE = "(村|嘎查)$"
_EVERYWHERE = "^[东西南北中前后上下正老大一二三四五六七八九十]*[路街巷]$"
"""A road that is called so in every village: 大街, 一巷."""
_RANK_BELOW = {"city": "district", "community": "hamlet"}
"""昆山市 stands where 苏州市 does when that is left out, a village where its community does."""


def compare_addresses(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """`same`, `different`, or `unclear`.

    Different: some part that both state differs. Same: no part does, and both state what tells a place: a road, a
    village or an estate, and there the house number, or building and room.
    """
    both = pl.struct(address_parts(one).alias("one"), address_parts(other).alias("other"))
    return both.struct.with_fields(_verdict().alias("verdict")).struct.field("verdict")


def dwelling_key(text: pl.Expr) -> pl.Expr:
    """One text for all spellings of a dwelling; null where the address is too vague to tell one from its neighbours.

    Divisions are left out, which one spelling has and another has not: compare keys within a household. A number
    tells a house; where a building or a unit is stated, only the room tells the dwelling.
    """
    return address_parts(text).struct.with_fields(_key().alias("key")).struct.field("key")


def _verdict() -> pl.Expr:
    """Over a struct of two addresses; each stands there once, however often its parts are looked at."""
    sides = [{name: pl.field(side).struct.field(name) for name in PARTS} for side in ("one", "other")]
    agree = {name: _known(sides[0][name] == sides[1][name]) for name in PARTS}
    different = pl.any_horizontal(_differs(name, *sides) for name in PARTS)
    door = agree["building"] & agree["room"]
    same_lane = sides[0]["lane"].eq_missing(sides[1]["lane"])
    house = (agree["number"] & same_lane) | door
    off_roads = sides[0]["road"].is_null() & sides[1]["road"].is_null()
    village = agree["community"] & _known(sides[0]["community"].str.contains(_VILLAGE))
    settled = off_roads & (village | agree["hamlet"] | agree["estate"])
    return (
        pl.when(different)
        .then(pl.lit("different"))
        .when((agree["road"] & house) | (settled & house) | (agree["estate"] & door))
        .then(pl.lit("same"))
        .otherwise(pl.lit("unclear"))
    )


def _key() -> pl.Expr:
    part = {name: pl.field(name) for name in (*PARTS, "unread")}
    village = pl.when(part["community"].str.contains(_VILLAGE)).then(part["community"])
    settlement = pl.when(pl.coalesce(village, part["hamlet"]).is_not_null()).then(
        pl.concat_str(village, part["hamlet"], part["group"], part["estate"], ignore_nulls=True)
    )
    of_village = part["road"].str.contains(_EVERYWHERE)
    road = pl.when(of_village).then(settlement.fill_null("") + part["road"]).otherwise(part["road"])
    place = pl.coalesce(road, settlement, part["estate"])
    on_floor = pl.concat_str(part["floor"] + "层", part["room"], ignore_nulls=True)
    last = pl.when(part["room"].str.contains("[0-9]")).then(part["room"]).otherwise(on_floor)
    inside = part["building"].is_not_null() | part["unit"].is_not_null()
    house = part["number"].is_not_null() & ((last != "") | ~inside)
    told = house | (part["building"].is_not_null() & (last != ""))
    steps = (place, *(part[name] for name in ("lane", "number", "building", "unit")), last)
    key = pl.concat_str((step.fill_null("") for step in steps), separator="|")
    return pl.when(place.is_not_null() & part["unread"].is_null() & told).then(key)


def _known(truth: pl.Expr) -> pl.Expr:
    return truth.fill_null(value=False)


def _differs(name: str, one: Mapping[str, pl.Expr], other: Mapping[str, pl.Expr]) -> pl.Expr:
    """Whether both state the part and differ in it; a spelling that only says more (广东广州市, 广州市) does not differ."""
    left, right = one[name], other[name]
    differs = left != right
    if name in {"city", "district"}:
        differs &= ~(left.str.ends_with(right) | right.str.ends_with(left))
    if below := _RANK_BELOW.get(name):
        differs &= ~(_known(left == other[below]) | _known(right == one[below]))
    if name == "road":
        differs &= ~(("/" + left).str.ends_with("/" + right) | ("/" + right).str.ends_with("/" + left))
    if name == "estate":
        differs &= ~(left.str.contains(right, literal=True) | right.str.contains(left, literal=True))
    return _known(differs)
