"""What Spark's errors mean, in one sentence, and what to do; its own words are in its log."""

import sys
from pathlib import Path

from assist_cli.errors import AssistError, ConfigurationError, EngineError
from assist_cli.language import _
from assist_cli.settings.bureau import Spark


def explained(message: str, settings: Spark, log: Path) -> AssistError:
    """The error that Spark's `message` is to the user."""
    see = _("Spark's own log is {log}; docs/scaling.md tells what each machine needs.").format(log=log)
    if "JAVA_GATEWAY_EXITED" in message:
        return ConfigurationError(
            _("Spark does not start on this machine: it needs Java 17, in JAVA_HOME or on the path."), see
        )
    if "PYTHON_VERSION_MISMATCH" in message:
        return ConfigurationError(
            _("An executor has another version of Python than this machine ({version}).").format(
                version=".".join(map(str, sys.version_info[:2]))
            ),
            _('Name one that fits: "spark.pyspark.python" in [engine.spark.options].') + " " + see,
        )
    if "Cannot run program" in message:
        return ConfigurationError(
            _("An executor has no Python where it is looked for."),
            _('Name one that fits: "spark.pyspark.python" in [engine.spark.options].') + " " + see,
        )
    if "ModuleNotFoundError" in message:
        return ConfigurationError(
            _("An executor's Python lacks assist or a library that it needs."),
            _("Ask: assist status --engine spark.") + " " + see,
        )
    return EngineError(
        _("Spark at {master} could not be reached, or could not finish.").format(master=settings.master), see
    )
