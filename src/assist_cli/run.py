"""The month on one screen: inbox -> compare -> export. What has not changed is not done again."""

from dataclasses import dataclass, field
from pathlib import Path

from assist_cli.cases.compare import Run, compare
from assist_cli.engines import Walk, local
from assist_cli.errors import DataError
from assist_cli.extracts.inbox import claim_files
from assist_cli.language import _
from assist_cli.outputs.packages.export import Exported, Wanted, export, level_below
from assist_cli.progress import Progress
from assist_cli.settings.workspace import Workspace
from assist_cli.store.ingest import Accepted, Outcome, ingest
from assist_cli.store.lock import writing


@dataclass(frozen=True)
class Ingested:
    """What became of an inbox: deliveries that landed, and those that could not, with the reason."""

    landed: list[Outcome] = field(default_factory=list)
    failed: list[DataError] = field(default_factory=list)


@dataclass(frozen=True)
class MonthRun:
    """A whole month: what was ingested, the comparison, the packages."""

    ingested: Ingested
    compared: Run
    exported: Exported

    @property
    def again(self) -> bool:
        """Whether there was nothing new, and nothing was done."""
        return (
            all(outcome.again for outcome in self.ingested.landed)
            and self.compared.again
            and self.exported.again
        )


def ingest_inbox(
    workspace: Workspace, month: str, accepted: Accepted, progress: Progress, password: str | None = None
) -> Ingested:
    """Land every delivery of the month's inbox; one that is refused does not keep the others out."""
    claimed = claim_files(workspace, month)
    result = Ingested()
    step = progress(_("Reading the extracts of {month}").format(month=month), len(claimed))
    for name, files in claimed.items():
        try:
            result.landed.append(
                ingest(workspace, workspace.source(name), files, month, accepted, password=password)
            )
        except DataError as error:
            result.failed.append(error)
        step()
    return result


def run_month(workspace: Workspace, month: str, progress: Progress, walk: Walk = local.walk) -> MonthRun:
    """Do the whole month, holding the workspace from beginning to end; what was landed by name needs no inbox."""
    with writing(workspace.store, f"run {month}"):
        there = (workspace.inbox / month).is_dir()
        ingested = ingest_inbox(workspace, month, Accepted(), progress) if there else Ingested()
        compared = compare(workspace, month, progress, unless_known=True, walk=walk)
        wanted = Wanted(level_below(workspace.bureau.jurisdiction))
        exported = export(workspace, month, wanted, packages_folder(workspace, month), unless_known=True)
    return MonthRun(ingested, compared, exported)


def packages_folder(workspace: Workspace, month: str) -> Path:
    """Where a month's packages lie unless the caller says otherwise."""
    return workspace.exports / month
