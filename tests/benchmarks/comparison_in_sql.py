"""The same comparison as `assist compare`, written by hand in SQL for DuckDB: a program of its own, without ours."""

import sys
from pathlib import Path

import duckdb

HERE = Path(__file__).parent
SOURCES = {
    "civil_roster": "civil.roster/month=2024-06",
    "rosters": "civil.roster/*",
    "police_residents": "police.residents/month=2024-06",
    "police_vehicles": "police.vehicles/month=2024-06",
    "police_deaths": "police.deaths/*",
    "health_deaths": "health.deaths/*",
    "civil_funerals": "civil.funerals/*",
    "contributions": "social_security.contributions/*",
}


def main(bureau: Path, found: Path) -> None:
    """Write the findings of the bureau's store as a Parquet file."""
    with duckdb.connect() as db:
        db.execute("set preserve_insertion_order = false")
        for name, place in SOURCES.items():
            files = bureau / "store" / "extracts" / place / "extract.parquet"
            db.execute(
                f"create view {name} as from read_parquet('{files}', hive_partitioning = true, hive_types_autocast = false)"
            )
        db.execute(
            f"create table divisions as from read_csv('{bureau / 'divisions.csv'}', all_varchar = true)"
        )
        for script in sorted((HERE / "sql").glob("*.sql")):
            db.execute(script.read_text(encoding="utf-8"))
        db.execute(f"copy findings to '{found}' (format parquet)")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
