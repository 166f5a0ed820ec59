"""Made-up names: everyday ones, ones outside the basic plane, and ones with a middle dot."""

from random import Random

import polars as pl

from assist_cli.synth.chance import Chance

MALE, FEMALE = "男", "女"
DOTTED = ("买买提·艾力", "艾合买提·吐尔逊", "扎西·多吉", "巴图·苏和")
DOTTED_FEMALE = ("阿依古丽·艾尼", "古丽娜尔·买买提", "卓玛·央金", "其其格·乌兰")
RARE = ("㛃", "𬱖", "䶮", "𫖯")
# Dots that departments type for the one in a name: U+00B7, U+2022, U+30FB, full stop.
DOTS = ("·", "·", "•", "・", ".")
# 龴 is two bytes in GB18030-2005; Python's table of 2000 reads them as this private-use character.
LATE_CHARACTER, LATE_CHARACTER_READ = "龴", "\ue81e"

_SURNAMES = (
    *"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾",
    "欧阳",
    "上官",
)
_MALE = tuple("伟强磊军勇杰涛明超刚平辉鹏飞斌波宁浩宇凯建国志祥德福庆贵海林")
_FEMALE = tuple("芳娜敏静丽艳娟霞秀燕玲桂英华慧红梅莉萍兰云洁珍凤琴素秋月春香")


def given_name(chance: Chance) -> pl.Expr:
    """A given name of one or two characters that fits the column `sex`; one in fifty is rare."""
    male, female = (
        chance.choose(pool, f"first {sex}")
        + pl.when(chance.happens(720, "two characters"))
        .then(chance.choose(pool, f"second {sex}"))
        .otherwise(pl.lit(""))
        for sex, pool in ((MALE, _MALE), (FEMALE, _FEMALE))
    )
    everyday = pl.when(pl.col("sex") == MALE).then(male).otherwise(female)
    return pl.when(chance.happens(20, "rare")).then(chance.choose(RARE, "rare name")).otherwise(everyday)


def dotted_name(chance: Chance) -> pl.Expr:
    """A name with a middle dot that fits the column `sex`."""
    male, female = chance.choose(DOTTED, "dotted"), chance.choose(DOTTED_FEMALE, "dotted")
    return pl.when(pl.col("sex") == MALE).then(male).otherwise(female)


def surname(chance: Chance, of: str) -> pl.Expr:
    """A surname drawn per `of`, so that a household can share one."""
    return chance.choose(_SURNAMES, "surname", of)


def another_name(dice: Random, name: str) -> str:
    """A name that has no character in common with `name`."""
    surnames = [each for each in _SURNAMES if not set(each) & set(name)]
    given = [each for each in _MALE + _FEMALE if each not in name]
    return "".join((dice.choice(surnames), *dice.sample(given, 2)))
