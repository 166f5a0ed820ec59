"""Chinese numerals and figures for each other: 八 and 8, 一百零八 and 108, 三〇一 and 301."""

import polars as pl


def in_words(name: pl.Expr) -> pl.Expr:
    """A name with its numbers in words. Never the other way round: 五一路 is not 51路."""
    return name.str.replace_many(_IN_WORDS, leftmost=True)


def in_digits(number: pl.Expr) -> pl.Expr:
    """A number in digits without leading zeros, whether it stood in words, in words read one by one, or in digits."""
    return number.replace(_IN_DIGITS).str.replace_many(_FIGURES).str.strip_chars_start("0")


def _words_of(number: int) -> str:
    """A number below 1000 in words: 8 八, 18 十八, 108 一百零八."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_WORDS[hundreds]}百" if hundreds else ""
    if tens:
        said += "十" if tens == 1 and not hundreds else f"{_WORDS[tens]}十"
    elif hundreds and ones:
        said += "零"
    return said + (_WORDS[ones] if ones else "")


_WORDS = "零一二三四五六七八九"
_FIGURES = {word: str(figure) for figure, word in enumerate(_WORDS)} | {"〇": "0"}
_IN_WORDS = {str(number): _words_of(number) for number in range(999, 0, -1)}
_IN_DIGITS = {words: number for number, words in _IN_WORDS.items()}
