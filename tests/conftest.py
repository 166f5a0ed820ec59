"""What tests have measured is told at the end of the run, also where several processes run them."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    told = [
        value
        for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
        for name, value in report.user_properties
        if name == "told at the end"
    ]
    if told:
        terminalreporter.section("measured")
        for line in told:
            terminalreporter.write_line(str(line))
