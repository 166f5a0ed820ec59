"""The masks of PRODUCT.md, safeguard 7: 440104********1234, 张*, an address without its house number."""

import polars as pl

_ID_INSIDE = r"([0-9]{6})[0-9]{5,8}([0-9]{3}[0-9Xx])"
_DOOR = r"([0-9０-９]|[一二三四五六七八九十百零〇]+(号|栋|幢|座|单元|室|房|弄|户|排|门)).*$"

_MASKABLE = 12


def mask_id(number: pl.Expr) -> pl.Expr:
    """The first six and the last four characters of an ID long enough to hide two; of shorter ones the first two."""
    length = number.str.len_chars()
    hidden = pl.lit("*").repeat_by(length - 10).list.join("")
    return (
        pl.when(length >= _MASKABLE)
        .then(number.str.head(6) + hidden + number.str.tail(4))
        .otherwise(number.str.head(2) + pl.lit("****"))
    )


def mask_name(name: pl.Expr) -> pl.Expr:
    """The surname's character, and one star for every further character up to two."""
    hidden = pl.lit("*").repeat_by((name.str.len_chars() - 1).clip(1, 2)).list.join("")
    return pl.when(name.is_not_null()).then(name.str.head(1) + hidden)


def mask_address(address: pl.Expr) -> pl.Expr:
    """The address down to road or village; from the first house number on, stars."""
    return address.str.replace(_DOOR, "***")


def mask_inside(text: pl.Expr) -> pl.Expr:
    """`text` with every ID number inside it masked: some bureaus use the head's ID as household number."""
    return text.str.replace_all(_ID_INSIDE, "$1********$2")


MASKS = {"id": mask_id, "name": mask_name, "address": mask_address, "account": mask_id}
"""How a value of each personal kind of column is masked."""
