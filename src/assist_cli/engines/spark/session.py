"""A connection to Spark for as long as it is needed, and jobs on it; what Spark says itself goes to a log of its own."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import monotonic
from typing import TYPE_CHECKING, TypeVar
from warnings import filterwarnings

from assist_cli.engines.spark.failures import explained
from assist_cli.errors import AssistError, ConfigurationError, EngineError
from assist_cli.language import _
from assist_cli.settings.bureau import Spark

if TYPE_CHECKING:
    from pyspark import SparkContext, StatusTracker

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
_LOOK_EVERY_SECONDS = 0.2
_WAIT_FOR_EXECUTORS_SECONDS = 600
"""A queue of YARN may be busy; a job that nobody begins for so long is given up instead of holding the workspace."""


@contextmanager
def session(settings: Spark) -> Iterator["SparkContext"]:
    """Spark at the configured master; whatever Spark fails with is an error that names its log."""
    _require_library()
    filterwarnings(
        "ignore", category=FutureWarning, module="pyspark"
    )  # about pandas, which has no part in this
    from py4j.protocol import Py4JError  # noqa: PLC0415  comes with it
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415  an extra
    from pyspark.errors import PySparkException  # noqa: PLC0415
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415

    options = _options(settings)
    os.environ["PYSPARK_PYTHON"] = options["spark.pyspark.python"]
    conf = SparkConf(loadDefaults=False).setAll(list(options.items()))
    with NamedTemporaryFile("w", prefix="assist-spark-", suffix=".log", delete=False) as log:
        context = None
        try:
            context = SparkContext(conf=conf, gateway=launch_gateway(conf, {"stdout": log, "stderr": log}))  # type: ignore[no-untyped-call]
            yield context
        except (PySparkException, Py4JError) as error:
            log.write(f"\n{error}\n")
            raise explained(str(error), settings, Path(log.name)) from None
        except BaseException:
            Path(log.name).unlink()  # it is not Spark that failed
            raise
        finally:
            if context is not None:
                context.stop()
    Path(log.name).unlink()


def run(
    context: "SparkContext",
    work: Callable[[Asked], Answer],
    asked: Sequence[Asked],
    step: Callable[[], None],
    *,
    patience: float = _WAIT_FOR_EXECUTORS_SECONDS,
) -> list[Answer]:
    """One task for each of `asked`, its answers in their order; `step` is called as they come."""
    job = context.parallelize(asked, len(asked)).map(_task(work))
    began, told, begun = monotonic(), 0, False
    with ThreadPoolExecutor(1) as pool:
        answers = pool.submit(job.collect)
        while wait([answers], _LOOK_EVERY_SECONDS).not_done:
            active, done = _progress(context.statusTracker())
            begun = begun or bool(active or done)
            if not begun and monotonic() - began > patience:
                context.cancelAllJobs()
                raise EngineError(
                    _("Spark has given no executor for {minutes} minutes.").format(
                        minutes=round(patience / 60)
                    ),
                    _("See on the cluster's page what is free, and lower [engine.spark.options] to it."),
                )
            for _range in range(told, done):
                step()
            told = max(told, done)
        for _range in range(told, len(asked)):
            step()
        return [_answered(answer) for answer in answers.result()]


def _task(work: Callable[[Asked], Answer]) -> Callable[[Asked], Answer | AssistError]:
    """What an executor does. Trying again helps against no error that the user must put right.

    Nested, its types in quotes, so that all of it is sent as code: an executor that lacks assist can say so.
    """

    def task(asked: "Asked") -> "Answer | AssistError":
        try:
            return work(asked)
        except Exception as error:
            from assist_cli.errors import AssistError  # noqa: PLC0415  where the executor is

            if isinstance(error, AssistError):
                return error
            raise

    return task


def _answered(answer: Answer | AssistError) -> Answer:
    if isinstance(answer, AssistError):
        raise answer
    return answer


def _progress(tracker: "StatusTracker") -> tuple[int, int]:
    """Tasks that run, and that are done, of the one stage of the one job."""
    stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
    return (
        sum(stage.numActiveTasks for stage in stages if stage),
        sum(stage.numCompletedTasks for stage in stages if stage),
    )


def _options(settings: Spark) -> dict[str, str]:
    """Spark's options: those that are configured, over what suits this work.

    A task uses as many threads as it was given processors. A range has no effect but its answer, so that one which is
    slow may be begun a second time elsewhere.
    """
    ours = {
        "spark.app.name": "assist",
        "spark.master": settings.master,
        "spark.pyspark.python": sys.executable,
        "spark.driver.maxResultSize": "0",
        "spark.speculation": "true",
        "spark.ui.enabled": "false",
        "spark.executorEnv.POLARS_MAX_THREADS": settings.options.get("spark.task.cpus", "1"),
    }
    return {**ours, **settings.options}


def _require_library() -> None:
    if find_spec("pyspark") is None:
        raise ConfigurationError(
            _("--engine spark needs a library that is not installed."),
            _("Install it: pip install 'assist-cli[{extra}]'").format(extra="spark"),
        )
