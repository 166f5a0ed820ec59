"""HTML tables and XML of 2003, which many systems export under the name .xls."""

from collections.abc import Sequence
from datetime import date

import pytest
from drawn_files import CANARY, HEADERS, csv_text, good_row, landed_rows, read, reasons, resident

from assist_cli.errors import DataError


def html_rows(rows: Sequence[Sequence[str]], tag: str = "td") -> str:
    return "".join(f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in row)}</tr>\n" for row in rows)


def page(*rows: Sequence[str], before: str = "", after: str = "") -> str:
    return (
        f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gb2312">'
        f"<style>td {{mso-number-format:'\\@'}}</style></head><body>{before}"
        f"<table border=1>{html_rows(rows)}</table>{after}</body></html>"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("prolog", ["", '<?xml version="1.0"?>\n', "\r\n <!-- 导出 -->\n<!DOCTYPE html>"])
def test_a_page_is_read_in_any_encoding(tmp_path, encoding, prolog):
    text = prolog + page(["东湖区名册"], HEADERS, good_row(1, name="㛃𬱖"))
    rows = read(tmp_path, "f.xls", text.encode(encoding))
    assert rows.landed.select("row", "name").rows() == [(3, "㛃𬱖")]


def test_a_bare_table_is_read(tmp_path):
    text = f"<TABLE><THEAD>{html_rows([HEADERS], 'th')}</THEAD>{html_rows([good_row(1)])}</TABLE>"
    assert landed_rows(read(tmp_path, "f.xls", text.encode())) == [2]


def test_text_is_what_the_page_shows(tmp_path):
    row = good_row(
        1,
        name="<b>张</b>三<!-- 别名 --><script>x='李四'</script>",
        address="湖滨路\n  12号&nbsp;&amp; 3<br>后院",
    )
    landed = read(tmp_path, "f.xls", page(HEADERS, row).encode()).landed
    assert landed["name"].to_list() == ["张三"]
    assert landed["address"].to_list() == ["湖滨路 12号 & 3\n后院"]


def test_end_tags_may_be_left_out(tmp_path):
    text = "<table>" + "".join(
        "<tr>" + "".join(f"<td>{cell}" for cell in row) for row in (HEADERS, good_row(1))
    )
    assert landed_rows(read(tmp_path, "f.xls", text.encode())) == [2]


def test_merged_cells_of_a_page(tmp_path):
    one, two, three = (good_row(number)[1:] for number in (1, 2, 3))
    text = (
        f"<table><tr><td colspan=10>名册</td></tr>{html_rows([HEADERS])}"
        f"<tr><td rowspan='2'>H1</td>{html_rows([one])[4:]}{html_rows([two])}{html_rows([['H3', *three]])}</table>"
    )
    landed = read(tmp_path, "f.xls", text.encode()).landed.sort("row")
    assert landed.select("row", "household").rows() == [(3, "H1"), (4, "H1"), (5, "H3")]


def test_the_one_table_that_fits_is_read_also_inside_another(tmp_path):
    inner = f"<table>{html_rows([HEADERS, good_row(1)])}</table>"
    text = f"<html><table><tr><td>说明<td>{inner}</table><table><tr><td>页脚</table></html>"
    assert landed_rows(read(tmp_path, "f.xls", text.encode())) == [2]


def test_two_tables_that_fit_are_an_error(tmp_path):
    content = page(HEADERS, good_row(1), after=page(HEADERS, good_row(2))).encode()
    with pytest.raises(DataError, match="table 1 / table 2"):
        read(tmp_path, "f.xls", content)


@pytest.mark.parametrize(
    "text",
    [
        f"<html><body>{CANARY}</body></html>",
        f"<html><table><tr><td>{CANARY}</td></tr></table></html>",
        f"<html><table><tr><td>{CANARY * 70_000}",
        f"<html><table {CANARY * 300_000}",
        "<html>" + "<table><tr><td colspan=1000 rowspan=65534>x" * 9000,
        "<html><table>" + "<tr><td colspan=1000 rowspan=65534>x" * 9000,
        "<html>" + "<!--" * 60_000,
        "<html>" + "<table>" * 100_000,
    ],
    ids=["no table", "none fits", "long cell", "long tag", "nested spans", "spans", "comments", "deep"],
)
def test_a_page_that_cannot_be_used_is_an_error_that_quotes_nothing(tmp_path, text):
    with pytest.raises(DataError, match=r"^f\.xls: ") as caught:
        read(tmp_path, "f.xls", text.encode())
    assert CANARY not in caught.value.what + caught.value.remedy


def test_text_under_the_name_of_a_workbook_is_text(tmp_path):
    assert landed_rows(read(tmp_path, "f.xls", csv_text([HEADERS, good_row(1)]).encode("gb18030"))) == [2]


def spreadsheet(*rows: str, name: str = "名册", more: str = "", prolog: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n{prolog}'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="{name}"><Table>{"".join(rows)}</Table></Worksheet>{more}</Workbook>'
    ).encode()


def xml_row(cells: Sequence[object], said: str = "") -> str:
    return f"<Row{said}>{''.join(map(xml_cell, cells))}</Row>"


def xml_cell(cell: object) -> str:
    kind = "String" if isinstance(cell, str) else "DateTime" if isinstance(cell, date) else "Number"
    text = f"{cell.isoformat()}T00:00:00.000" if isinstance(cell, date) else cell
    return f'<Cell><Data ss:Type="{kind}">{text}</Data></Cell>' if cell != "" else "<Cell/>"


class TestXmlOf2003:
    def test_it_is_read_with_its_types_and_true_row_numbers(self, tmp_path):
        day = [*good_row(1)[:6], date(2024, 5, 1), *good_row(1)[7:8], 1238.5, 3]
        number = [good_row(2)[0], int(resident(2).replace("X", "0")), *good_row(2)[2:]]
        content = spreadsheet(xml_row(HEADERS), xml_row(day), xml_row(number, ' ss:Index="7"'))
        rows = read(tmp_path, "f.xls", content)
        assert rows.landed.select("row", "died_on").rows() == [(2, date(2024, 5, 1))]
        assert (reasons(rows), rows.number_ids) == ({7: "id_number:number_cell"}, 1)

    def test_cells_left_out_merged_cells_and_errors(self, tmp_path):
        cells = "".join(map(xml_cell, good_row(2)[1:8]))
        content = spreadsheet(
            xml_row(HEADERS),
            f'<Row><Cell ss:MergeDown="1"><Data ss:Type="String">H1</Data></Cell>{xml_row(good_row(1)[1:])[5:]}',
            f'<Row><Cell ss:Index="2"/></Row><Row>{xml_cell("H2")}{cells}<Cell ss:Index="9"><Data ss:Type="Error">#N/A</Data></Cell>{xml_cell("3")}</Row>',
        )
        rows = read(tmp_path, "f.xls", content)
        assert landed_rows(rows) == [2]
        assert reasons(rows)[4] == "paid:error_cell"

    @pytest.mark.parametrize(
        "content",
        [
            spreadsheet(xml_row(HEADERS), xml_row(good_row(1)))[:-60],
            spreadsheet(xml_row(["x"], ' ss:Index="99999999"')),
            spreadsheet(xml_row(HEADERS), '<Row><Cell ss:Index="99999999"/></Row>'),
            spreadsheet(xml_row(["&a;"]), prolog='<!DOCTYPE a [<!ENTITY a "ha">]>'),
            spreadsheet(xml_row(["x" * 70_000])),
            spreadsheet("<a>" * 100_000),
        ],
        ids=["cut", "far row", "far column", "entities", "long cell", "deep"],
    )
    def test_what_cannot_be_used_is_refused(self, tmp_path, content):
        with pytest.raises(DataError, match=r"^f\.xls: "):
            read(tmp_path, "f.xls", content)
