"""`assist status --engine`: who would do the work, and that each could."""

from assist_cli.engines.spark.probe import Executor, probe
from assist_cli.language import _
from assist_cli.outputs.screen.grid import grid, number, row
from assist_cli.outputs.screen.status import Page
from assist_cli.settings.workspace import Workspace
from assist_cli.store.catalogue import Catalogue


def executors_page(workspace: Workspace) -> Page:
    """Hosts by versions, processors and rows seen; whoever cannot do the work is an error instead."""
    catalogue = Catalogue(workspace.store)
    newest = [(source, catalogue.months(source)[-1:]) for source in workspace.sources]
    files = [catalogue.extract(source, month) for source, months in newest for month in months]
    executors = probe(workspace.bureau.engine.spark, files)
    table = grid(_("Executor"), "Python", "Polars", "assist", _("Processors"), _("Rows seen"), numbers=(4, 5))
    for executor in executors:
        versions = [executor.versions[name] for name in ("python", "polars", "assist-cli")]
        row(table, [executor.host, *versions, number(executor.processors), number(executor.rows)])
    return Page([_record(executor) for executor in executors], table)


def _record(executor: Executor) -> dict[str, object]:
    return {**executor.versions, "processors": executor.processors, "rows": executor.rows}
