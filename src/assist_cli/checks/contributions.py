"""Contributions of social insurance, as every check that asks who pays them reads them."""

import polars as pl

from assist_cli.checks.remarks import doubtful
from assist_cli.checks.repeats import once
from assist_cli.checks.view import KEY, View
from assist_cli.checks.words import says
from assist_cli.settings.values import Pack

SOURCE = "social_security.contributions"
CELLS = ("name", "employer", "state", "insurance", "person_kind", "paid", "period")
NOT_WORK = "补缴|趸缴|一次性|退费|退款"
"""Words of payments that prove no work in their month."""

_REFUND = "退费|退款"
_INDIVIDUAL = "individual"
"""Stands for the employer where none is named."""


class WorkRule(Pack):
    """Words by which contributions are told that no employer pays for work done.

    `public_post_words` and `flexible_words` may stand in the employer's name too; the others may not.
    `residents_words`: insurance of residents, which is no work at all.
    """

    public_post_words: list[str]
    flexible_words: list[str]
    arrears_words: list[str]
    residents_words: list[str]


def said() -> pl.Expr:
    """Where the kind of a contribution is told. Not the employer's name: a maker of disposables is 一次性, too."""
    return pl.concat_str("state", "insurance", "person_kind", separator=" ", ignore_nulls=True)


def is_refund() -> pl.Expr:
    """Whether a row is told to be paid back, whatever its sign."""
    return said().str.contains(_REFUND).fill_null(value=False)


def employer_name() -> pl.Expr:
    """The employer's name in the form in which two are compared; null where nothing is left."""
    name = pl.col("employer").str.normalize("NFKC").str.replace_all(r"\s", "")
    return pl.when(name != "").then(name)


def contributions(view: View) -> pl.LazyFrame:
    """Matches for months up to the pay month, with `net`: yuan, negative where they were paid back.

    What a later delivery repeats counts once.
    """
    rows = view.match(SOURCE).filter(pl.col("period") <= view.month)
    net = pl.when(is_refund()).then(-pl.col("paid").abs()).otherwise("paid")
    return view.once("contributions", lambda: once(rows, CELLS[1:]).with_columns(net=net))


def by_payer(view: View, rule: WorkRule) -> pl.LazyFrame:
    """Contributions with `kind` (work, public_post, flexible, arrears) and `subject`: the employer, after any other kind.

    Of one subject those beyond doubt are taken, if there are any. Without an employer's name it is no work.
    """
    words = rule.model_dump_json(include=set(WorkRule.__annotations__))
    return view.once(f"by payer {words}", lambda: _by_payer(contributions(view), rule))


def _by_payer(contributed: pl.LazyFrame, rule: WorkRule) -> pl.LazyFrame:
    rows = contributed.filter(~says(said(), rule.residents_words))
    kind, payer = pl.col("kind"), pl.coalesce(employer_name(), pl.lit(_INDIVIDUAL))
    named = pl.when(kind != "work").then(pl.format("{}:{}", kind, payer)).otherwise(employer_name())
    owned = rows.with_columns(kind=_kind(rule)).with_columns(subject=named)
    in_doubt = doubtful(pl.col("remarks"))
    alone = in_doubt.all().over(KEY, "subject")
    return owned.filter(pl.col("subject").is_not_null()).filter(~in_doubt | alone)


def paid_for(amount: pl.Expr) -> pl.Expr:
    """Whether a row is a payment of a subject for a month of which something is still paid after what was reversed."""
    return (amount > 0) & (amount.sum().over(KEY, "subject", "period") > 0)


def _kind(rule: WorkRule) -> pl.Expr:
    everything = pl.concat_str(said(), "employer", separator=" ", ignore_nulls=True)
    return (
        pl.when(says(said(), rule.arrears_words))
        .then(pl.lit("arrears"))
        .when(says(everything, rule.flexible_words))
        .then(pl.lit("flexible"))
        .when(says(everything, rule.public_post_words))
        .then(pl.lit("public_post"))
        .otherwise(pl.lit("work"))
    )
