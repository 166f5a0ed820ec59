"""A zip with a table for every district, given to the real program."""

import zipfile

import polars as pl
from stdnum.cn.ric import calc_check_digit

HEADERS = ["公民身份号码", "姓名", "死亡日期", "注销类别"]


def district(first: int, order: int = 1, encoding: str = "utf-8") -> bytes:
    """Ten deaths, with the columns in either order."""
    numbers = [f"99010219500101{number:03d}" for number in range(first, first + 10)]
    rows = [[f"{number}{calc_check_digit(number + '0')}", "张三", "2024-06-03", "死亡"] for number in numbers]
    return "".join(",".join(row[::order]) + "\n" for row in (HEADERS, *rows)).encode(encoding)


def test_it_lands_as_one_delivery_or_not_at_all(assist, workspace, tmp_path):
    path = tmp_path / "公安死亡注销.zip"
    call = ("--workspace", workspace, "ingest", "police.deaths", path, "--month", "2024-06")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("东湖区.csv", district(100))
        archive.writestr("柳堤区.csv", district(200, -1, "gb18030"))
        archive.writestr("西湖区.csv", district(300))
    answer = assist(*call)
    assert (answer.code, answer.err) == (0, "")
    assert "30 rows landed, 0 rejected" in answer.out
    extract = workspace / "store/extracts/police.deaths/month=2024-06/extract.parquet"
    landed = extract.read_bytes()
    assert pl.read_parquet(landed).group_by("file").len().sort("file").rows() == [
        ("公安死亡注销.zip/东湖区.csv", 10),
        ("公安死亡注销.zip/柳堤区.csv", 10),
        ("公安死亡注销.zip/西湖区.csv", 10),
    ]
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("石桥镇.csv", "街道,人数\n石桥,3\n")
    answer = assist(*call, lang="zh")
    assert (answer.code, answer.out) == (4, "")
    assert "公安死亡注销.zip/石桥镇.csv" in answer.err
    assert len(answer.err.strip().splitlines()) == 2
    assert extract.read_bytes() == landed
