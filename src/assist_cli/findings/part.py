"""What one key range comes to: a function of the range alone, wherever an engine calls it."""

from dataclasses import dataclass

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.households import HOUSEHOLD, Households
from assist_cli.checks.inputs import Inputs
from assist_cli.checks.residence import registered
from assist_cli.checks.view import IN_MEMORY, KEY, View
from assist_cli.engines.tables import Tables
from assist_cli.findings.census import authorised, counted, marked, with_places
from assist_cli.findings.desk import Desk
from assist_cli.findings.packing import packed
from assist_cli.findings.tables import EVIDENCE, FINDINGS
from assist_cli.settings.values import Pack
from assist_cli.store.ranges import Range

FOUND, PROVED, COUNTED, ASKED, HOUSEHOLDS = "findings", "evidence", "census", "asked", "households"


@dataclass(frozen=True)
class Part:
    """Called with a range: its tables.

    `findings` and `evidence`, packed: of the checks that look at one person. Of every check that households settle its hits,
    under its name, and in `households` those of all their persons. `census`: its people, counted. `asked`: those of the
    people `asked` after who stand on the roster, as the census marks them.
    """

    inputs: Inputs
    desk: Desk
    chosen: tuple[str, ...]
    asked: pl.Series

    def __call__(self, part: Range) -> Tables:
        view = self.inputs.view(part)
        hits, present = self._found(view)
        listed = view.listed.collect()
        persons = listed.filter("person")
        settled = {name: found for name, found in hits.items() if self._check(name).settle is not None}
        households = Households(self.inputs.month, view.as_of, listed, persons)
        judged = [
            self.desk.judge(name, found, households) for name, found in hits.items() if name not in settled
        ]
        keys = pl.concat([NOBODY, *(found[KEY] for found in settled.values())])
        people = marked(
            with_places(listed.lazy(), view.divisions), self.desk.workspace.bureau, view.month, present
        )
        census, asked = pl.collect_all(
            [counted(people), people.filter(pl.col(KEY).is_in(self.asked.implode()))], engine=IN_MEMORY
        )
        return {
            FOUND: pl.concat([pl.DataFrame(schema=FINDINGS), *(findings for findings, _proof in judged)]),
            PROVED: packed(
                pl.concat([pl.LazyFrame(schema=EVIDENCE), *(proof.lazy() for _findings, proof in judged)])
            ),
            COUNTED: census,
            ASKED: asked,
            HOUSEHOLDS: persons.filter(pl.col(KEY).is_in(keys.implode())).select(HOUSEHOLD).unique(),
            **settled,
        }

    def _found(self, view: View) -> tuple[dict[str, pl.DataFrame], dict[str, pl.Series]]:
        """The hits of each check, and the keys of those who stand in each register."""
        registers = {check.register for check in self.desk.rules.checks.values() if check.register}
        finders = {name: self._hits_of(name, view) for name in self.chosen}
        present = {name: registered(view, name) for name in sorted(registers)}
        frames = pl.collect_all([*finders.values(), *present.values()], engine=IN_MEMORY)
        hits = dict(zip(finders, frames, strict=False))
        return hits, {name: keys[KEY] for name, keys in zip(present, frames[len(finders) :], strict=True)}

    def _hits_of(self, name: str, view: View) -> pl.LazyFrame:
        check = self._check(name)
        if check.asset:
            view = view.only(authorised(self.desk.workspace.bureau, view.month))
        found = check.find(view, self.desk.rules.of[name].pack)
        if check.paid_only:
            paid = view.roster.filter(pl.col("amount") > 0)
            found = found.join(paid.select(KEY), on=KEY, how="semi", maintain_order="left")
        return found

    def _check(self, name: str) -> Check[Pack]:
        return self.desk.rules.checks[name]


NOBODY = pl.Series(KEY, [], dtype=pl.Int64)
