"""House rules that are tests: who imports whom, who prints, what `--help` may cost."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "assist_cli"
ORDER = (
    {"errors", "language", "progress", "beside"},
    {"settings"},
    {"identity"},
    {"extracts"},
    {"store"},
    {"checks"},
    {"engines"},
    {"findings"},
    {"cases"},
    {"outputs"},
    {"run", "demonstration"},
    {"synth", "console"},
    {"commands"},
    {"__main__"},
)
"""Packages from upstream to downstream; each may import itself and what stands before it."""
ALONE = {
    "errors": set[str](),
    "language": set[str](),
    "progress": set[str](),
    "beside": set[str](),
    "console": {"errors", "language", "progress"},
    "identity": set[str](),
    "synth": set[str](),
}
"""Of the package, these import nothing but themselves and this."""
HEAVY = {"polars", "pyarrow", "pydantic", "rich", "xlsxwriter", "python_calamine", "filelock", "dataframely"}

MODULES = {
    ".".join(("assist_cli", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(SOURCE.rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def imports(module: str) -> set[str]:
    """The modules of the package that `module` imports, wherever in its text."""
    found = set[str]()
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: relative import"
            inside = {f"{node.module}.{alias.name}" for alias in node.names} & set(MODULES)
            found |= inside or {str(node.module)}
    return found & set(MODULES)


def part(module: str) -> str:
    """The package below `assist_cli` that a module belongs to."""
    return module.split(".")[1] if "." in module else "assist_cli"


def rank(package: str) -> int:
    return next(place for place, packages in enumerate(ORDER) if package in packages)


def at(module: str, node: ast.AST) -> str:
    return f"{module}:{node.lineno}"


def nodes(*outside: str) -> Iterator[tuple[str, ast.AST]]:
    """Every node of every module that lies in none of these packages."""
    for module, tree in TREES.items():
        if part(module) not in outside:
            yield from ((module, node) for node in ast.walk(tree))


def test_every_package_has_its_place_in_the_order():
    assert {part(module) for module in MODULES} - {"assist_cli", "_shipped"} == set().union(*ORDER)


@pytest.mark.parametrize("module", [name for name in MODULES if name != "assist_cli"])
def test_imports_point_upstream_only(module):
    package = part(module)
    for other in {part(name) for name in imports(module)} - {package, "assist_cli"}:
        assert rank(other) < rank(package), f"{module} imports {other}"


@pytest.mark.parametrize("package", ALONE)
def test_some_packages_import_next_to_nothing_of_the_rest(package):
    used = {part(name) for module in MODULES if part(module) == package for name in imports(module)}
    assert used - {package} <= ALONE[package]


def test_nobody_but_the_commands_imports_the_console():
    assert {part(module) for module in MODULES if "assist_cli.console" in imports(module)} == {"commands"}


def test_no_modules_import_each_other_in_a_circle():
    packages = {name for name, path in MODULES.items() if path.name == "__init__.py"}
    TopologicalSorter(
        {module: imports(module) - {module} for module in MODULES if module not in packages}
    ).prepare()


def test_nothing_prints_outside_the_console():
    printed = [
        at(module, node)
        for module, node in nodes("console")
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"print", "input"}
        )
        or (isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr", "__stdout__", "__stderr__"})
    ]
    assert printed == []


def _asks_for_the_engine(node: ast.AST) -> bool:
    tested = {ast.If: "test", ast.IfExp: "test", ast.While: "test", ast.Match: "subject"}.get(type(node))
    asked = node if isinstance(node, ast.Compare) else getattr(node, tested) if tested else None
    names = (
        [] if asked is None else [one for one in ast.walk(asked) if isinstance(one, ast.Name | ast.Attribute)]
    )
    return any((one.id if isinstance(one, ast.Name) else one.attr) == "engine" for one in names)


def test_nobody_asks_which_engine_it_is():
    assert [at(module, node) for module, node in nodes("engines") if _asks_for_the_engine(node)] == []


def test_no_signature_swallows_keywords():
    swallowing = [
        at(module, node)
        for module, node in nodes()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        and node.args.kwarg is not None
    ]
    assert swallowing == []


def test_no_production_code_knows_that_it_is_tested():
    known = [
        at(module, node)
        for module, node in nodes()
        if isinstance(node, ast.Import) and any(alias.name in {"pytest", "unittest"} for alias in node.names)
    ]
    assert known == []


def test_help_loads_nothing_heavy():
    code = "import sys, assist_cli.commands.app; sys.stdout.write(' '.join({name.split('.')[0] for name in sys.modules}))"
    environ = {**os.environ, "PYTHONPATH": str(SOURCE.parent)}
    loaded = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
    ).stdout
    assert "typer" in loaded.split()
    assert HEAVY & set(loaded.split()) == set()
