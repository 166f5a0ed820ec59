"""The shipped sources: one file of each kind as its department sends it, and file names that tell the kinds apart."""

from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase

import pytest
from drawn_files import SHIPPED, csv_text, read, reasons, resident, sheet_of, workbook
from drawn_tables import rows_of

from assist_cli.errors import DataError

PERSONAL = {"person_key", "id_number", "id_kind", "name", "repairs", "file", "row"}
DELIVERED = {
    "health.spending": "医保结算明细202406.csv",
    "social_security.pensions": "人社养老金发放202406.xlsx",
    "property.holdings": "不动产登记信息202406.xlsx",
    "market.enterprises": "市场主体登记202406.csv",
    "housing_fund.deposits": "公积金缴存明细202406.csv",
    "justice.custody": "在押服刑人员202406.xlsx",
    "civil.other_rosters": "外区低保名单202406.xlsx",
    "civil.marriages": "民政婚姻登记202406.xlsx",
    "health.births": "卫健出生医学证明202406.csv",
    "civil.roster": "东湖区社会救助资金发放名册(2024年6月).xlsx",
    "civil.funerals": "殡仪馆火化登记表2024年6月.xlsx",
    "health.deaths": "卫健死亡医学证明202406.csv",
    "police.deaths": "公安死亡注销人员202406.csv",
    "police.residents": "公安常住人口202406.csv",
    "police.vehicles": "交警机动车登记202406.csv",
    "social_security.contributions": "人社社保缴费明细202406.parquet",
}
OTHERS_ROSTER = "-other-roster-"


def deliver(folder, source, drawn):
    """What becomes of a drawn file whose persons stand as numbers under the ID's header; and the cells that landed."""
    people = [
        {header: _word(SHIPPED.sources[source], header, cell) for header, cell in row.items()}
        for row in rows_of(drawn)
    ]
    table = [list(people[0]), *(list(row.values()) for row in people)]
    name = DELIVERED[source]
    content = workbook(sheet_of(table)) if name.endswith(".xlsx") else csv_text(table).encode("gb18030")
    rows = read(folder, name, content, SHIPPED.sources[source])
    cells = rows.landed.select(name for name in rows.landed.columns if name not in PERSONAL)
    return rows, cells.rows()


def _word(source, header, cell):
    return resident(int(cell)) if header in source.columns[source.id_column].headers else cell


def keys(*numbers):
    return [int(resident(number)[:17]) for number in numbers]


def test_settlements_with_a_reversal(tmp_path):
    rows, cells = deliver(
        tmp_path,
        "health.spending",
        """
        身份证号 | 姓名 | 医院名称   | 总费用   | 统筹支出 | 现金支付 | 个人账户 | 大病保险 | 医疗救助 | 丙类费用 | 入院时间  | 出院时间   | 结算日期
        ---------+------+------------+----------+----------+----------+----------+----------+----------+----------+-----------+------------+---------
        1        | 张三 | 东湖区医院 | 8,000.00 | 5000     | 2,500.00 | 500      | 0        | 0        | 120.5元  | 2024-5-20 | 2024-06-01 | 20240601
        1        | 张三 | 东湖区医院 | -8000    | -5000    | (2500)   | 500-     | 0        | 0        | -120.50  | 2024-5-20 | 2024-06-01 | 20240603
        2        | 李四 | 东湖区医院 | 100      | 60       | 四十     |          |          |          |          |           |            | 20240605
        3        | 王五 | 明州药店   | 40       | 0        | 0        | 40       |          |          |          |           | 9999-12-31 | 20240606
        """,
    )
    may, june = date(2024, 5, 20), date(2024, 6, 1)
    spent = Decimal("2500.00"), Decimal("500.00")
    assert cells == [
        ("东湖区医院", None, *spent, may, june, date(2024, 6, 1)),
        ("东湖区医院", None, *(-amount for amount in spent), may, june, date(2024, 6, 3)),
        ("明州药店", None, Decimal("0.00"), Decimal("40.00"), None, None, date(2024, 6, 6)),
    ]
    assert rows.landed["person_key"].to_list() == keys(1, 1, 3)
    assert rows.landed["repairs"].to_list() == [
        None,
        "cash_paid:reversed;account_paid:reversed",
        "discharged_on:sentinel",
    ]
    assert reasons(rows) == {4: "cash_paid:not_an_amount"}
    assert rows.not_landed == ["总费用", "统筹支出", "大病保险", "医疗救助", "丙类费用"]


def test_pensions_with_one_taken_back(tmp_path):
    rows, cells = deliver(
        tmp_path,
        "social_security.pensions",
        """
        证件号码 | 姓名 | 险种               | 待遇月份 | 发放金额 | 发放状态
        ---------+------+--------------------+----------+----------+---------
        1        | 张三 | 城乡居民基本养老   | 202406   | 210.00   | 正常发放
        1        | 张三 | 城乡居民基本养老   | 2024年5月 | -210元  | 退回
        2        | 李四 | 企业职工基本养老   | 2024-06  | 3,120.55 | 补发
        3        | 王五 | 企业职工基本养老   | 六月     | 3000     | 正常
        4        | 赵六 | 企业职工基本养老   | 202406   | 3000     | 不知道
        """,
    )
    residents, employees = "城乡居民基本养老", "企业职工基本养老"
    assert cells == [
        (residents, "2024-06", Decimal("210.00"), "paid"),
        (residents, "2024-05", Decimal("-210.00"), "held"),
        (employees, "2024-06", Decimal("3120.55"), "back"),
    ]
    assert reasons(rows) == {5: "period:not_a_month", 6: "state:unknown_code"}


def test_holdings_with_shares_and_areas(tmp_path):
    rows, cells = deliver(
        tmp_path,
        "property.holdings",
        """
        权利人 | 证件号 | 不动产单元号 | 不动产权证号 | 坐落      | 建筑面积      | 规划用途 | 共有方式 | 权利比例 | 登记时间 | 登记类型 | 登记原因 | 权属状态
        -------+--------+--------------+--------------+-----------+---------------+----------+----------+----------+----------+----------+----------+---------
        张三   | 1      | 990102001F01 | 0000001      | 湖滨路1号 | 89.5㎡        | 住宅     | 单独所有 |          | 20230801 | 转移登记 | 买卖     | 现势
        李四   | 2      |              | 0000002      | 湖滨路2号 | 1,289.50平方米 | 商业    | 按份共有 | 三分之一 | 2003-5-1 | 首次登记 | 继承     | 有效
        李五   | 3      | 990102001F03 | 0000003      | 湖滨路3号 | 12            | 车位     | 共同共有 | 1/2      | 2024-1-2 | 预告登记 |          | 历史
        王五   | 4      | 990102001F04 | 0000004      | 湖滨路4号 | 90            | 住宅     | 单独所有 | 单独所有 | 20230801 | 转移登记 | 买卖     | 现势
        赵六   | 5      | 990102001F05 | 0000005      | 湖滨路5号 | 约90          | 住宅     | 单独所有 | 100%     | 20230801 | 转移登记 | 买卖     | 现势
        """,
    )
    assert cells == [
        ("990102001F01", "湖滨路1号", Decimal("89.50"), "住宅", "sole", None, date(2023, 8, 1), "转移登记", "买卖", "current"),
        (None, "湖滨路2号", Decimal("1289.50"), "商业", "shares", Decimal("0.3333"), date(2003, 5, 1), "首次登记", "继承", "current"),
        ("990102001F03", "湖滨路3号", Decimal("12.00"), "车位", "joint", Decimal("0.5000"), date(2024, 1, 2), "预告登记", None, "gone"),
    ]  # fmt: skip
    assert rows.landed["repairs"].to_list() == [None, "share:rounded", None]
    assert reasons(rows) == {5: "share:not_a_share", 6: "area:not_a_decimal"}
    assert rows.not_landed == ["不动产权证号"]


def test_businesses_with_capital_in_ten_thousands(tmp_path):
    rows, cells = deliver(
        tmp_path,
        "market.enterprises",
        """
        统一社会信用代码   | 企业名称   | 类型               | 法定代表人 | 证件号码 | 职务     | 认缴出资额（万元） | 成立日期  | 登记状态
        -------------------+------------+--------------------+------------+----------+----------+--------------------+-----------+---------
        99990102MA0000001X | 东湖甲公司 | 有限责任公司       | 张三       | 1        | 执行董事 | 50                 | 2021-3-1  | 存续（在营、开业、在册）
        99990102MA0000002X | 湖滨小吃店 | 个体工商户         | 李四       | 2        | 经营者   | 0.5万元            | 2019/3/1  | 歇业
        99990102MA0000003X | 东湖合作社 | 农民专业合作社     | 王五       | 3        | 法定代表人 |                  | 201903    | 吊销，未注销
        99990102MA0000004X | 东湖丁公司 | 有限责任公司       | 赵六       | 4        | 股东     | 5000元             | 2019-3-1  | 存续
        """,
    )
    assert cells == [
        ("99990102MA0000001X", "东湖甲公司", "有限责任公司", "执行董事", Decimal("500000.00"), date(2021, 3, 1), "live"),
        ("99990102MA0000002X", "湖滨小吃店", "个体工商户", "经营者", Decimal("5000.00"), date(2019, 3, 1), "paused"),
        ("99990102MA0000003X", "东湖合作社", "农民专业合作社", "法定代表人", None, date(2019, 3, 31), "gone"),
    ]  # fmt: skip
    assert rows.landed["repairs"].to_list() == [
        "contribution:ten_thousand",
        "contribution:ten_thousand",
        "founded_on:month",
    ]
    assert reasons(rows) == {5: "contribution:not_an_amount"}


def test_deposits_and_arrears(tmp_path):
    rows, cells = deliver(
        tmp_path,
        "housing_fund.deposits",
        """
        证件号码 | 姓名 | 汇缴年月 | 职工月缴额 | 单位名称   | 汇缴状态
        ---------+------+----------+------------+------------+---------
        1        | 张三 | 202406   | 312.00     | 东湖甲公司 | 正常
        2        | 李四 | 2024.05  | 300-       | 东湖乙公司 | 补缴
        3        | 王五 | 202406   | 0          | 东湖丙公司 | 封存
        """,
    )
    assert cells == [
        ("东湖甲公司", "2024-06", Decimal("312.00"), "paid"),
        ("东湖乙公司", "2024-05", Decimal("-300.00"), "arrears"),
        ("东湖丙公司", "2024-06", Decimal("0.00"), "ended"),
    ]
    assert reasons(rows) == {}


def test_custody_is_dates_and_nothing_else(tmp_path):
    rows, cells = deliver(
        tmp_path,
        "justice.custody",
        """
        证件号码 | 姓名 | 开始日期   | 结束日期   | 罪名
        ---------+------+------------+------------+-----
        1        | 张三 | 2023-11-02 | 2025-11-01 | 不得入库
        2        | 李四 | 2024年6月3日 | 长期     | 不得入库
        3        | 王五 | 03/06/2024 | 2025-01-01 | 不得入库
        """,
    )
    assert cells == [(date(2023, 11, 2), date(2025, 11, 1)), (date(2024, 6, 3), None)]
    assert rows.landed["repairs"].to_list() == [None, "ended_on:sentinel"]
    assert reasons(rows) == {4: "began_on:not_a_date"}
    assert rows.not_landed == ["罪名"]
    assert "不得入库" not in str(rows.landed.rows()) + str(rows.rejected.rows())


def test_another_districts_roster(tmp_path):
    rows, cells = deliver(
        tmp_path,
        "civil.other_rosters",
        """
        所属区县 | 户编号 | 姓名        | 身份证号 | 救助类别       | 月保障金额 | 区划代码     | 状态
        ---------+--------+-------------+----------+----------------+------------+--------------+-----
        西岭区   | X1     | 买买提.艾力 | 1        | 低保           | 600.00元   | 990103000000 | 在保
        西岭区   | X2     | 李四        | 2        | 高龄津贴       | 100        | 990103001000 | 停发
        西岭区   | X3     | 王五        | 3        | 优抚           | 100        | 990103001000 | 在保
        """,
    )
    assert cells == [
        ("dibao", Decimal("600.00"), "990103", "西岭区", "active"),
        ("elderly", Decimal("100.00"), "990103001", "西岭区", "inactive"),
    ]
    assert rows.landed["name"].to_list() == ["买买提·艾力", "李四"]
    assert reasons(rows) == {4: "programme:unknown_code"}


def claimants(name):
    return [
        source.name
        for source in SHIPPED.sources.values()
        if any(fnmatchcase(name.lower(), pattern.lower()) for pattern in source.files)
    ]


def test_the_usual_file_name_of_each_source_is_claimed_by_it_alone():
    assert {source: claimants(name) for source, name in DELIVERED.items()} == {
        source: [source] for source in SHIPPED.sources
    }


@pytest.mark.parametrize("source", sorted(SHIPPED.sources))
def test_a_file_named_as_a_pattern_says_is_claimed_by_no_other_source(source):
    named = {pattern.replace("[!s]", "").replace("*", "-") for pattern in SHIPPED.sources[source].files}
    names = {*named, f"{source}.csv"} - {OTHERS_ROSTER}
    assert {name: claimants(name) for name in names} == {name: [source] for name in names}


@pytest.mark.parametrize("name", ["外区低保发放名册202406.xlsx", "other_roster.csv", OTHERS_ROSTER])
def test_another_districts_roster_is_never_taken_for_the_bureaus_own(name):
    assert claimants(name) == ["civil.other_rosters", "civil.roster"]


@pytest.mark.parametrize("source", sorted(SHIPPED.sources))
def test_no_header_belongs_to_two_columns_or_to_one_that_is_dropped(source):
    said = SHIPPED.sources[source]
    headers = [header for column in said.columns.values() for header in column.headers] + said.dropped
    assert len(headers) == len(set(headers))


def test_accounts_that_cannot_be_read_cost_nobody_the_other_checks(tmp_path):
    """Digits that a spreadsheet has lost or somebody has hidden; the row lands, and says so."""
    rows, _cells = deliver(
        tmp_path,
        "civil.roster",
        """
        户编号 | 成员姓名 | 成员身份证号 | 救助类别 | 月保障金额 | 区划代码     | 镇街     | 村居     | 状态 | 银行账号            | 开户名
        -------+----------+--------------+----------+------------+--------------+----------+----------+------+---------------------+-------
        H1     | 张三     | 1            | 低保     | 500        | 990102001001 | 东湖街道 | 湖滨社区 | 在保 | 6222020200112233445 | 张三
        H2     | 李四     | 2            | 低保     | 500        | 990102001001 | 东湖街道 | 湖滨社区 | 在保 | 6.22202E+18         | 李四
        H3     | 王五     | 3            | 低保     | 500        | 990102001001 | 东湖街道 | 湖滨社区 | 在保 | 622202****3445      |
        H4     | 赵六     | 4            | 低保     | 500        | 990102001001 | 东湖街道 | 湖滨社区 | 在保 | #N/A                |
        H5     | 孙七     | 5            | 低保     | 500        | 990102001001 | 东湖街道 | 湖滨社区 | 在保 |                     |
        """,
    )
    landed = rows.landed.sort("row")
    assert landed["account"].to_list() == ["6222020200112233445", None, None, None, None]
    assert landed["account_holder"].to_list() == ["张三", "李四", None, None, None]
    assert landed["repairs"].to_list() == [None, "account:unread", "account:unread", "account:unread", None]
    assert reasons(rows) == {}


def test_births_are_the_mothers_and_nothing_of_the_father_lands(tmp_path):
    rows, cells = deliver(
        tmp_path,
        "health.births",
        """
        出生医学证明编号 | 新生儿姓名 | 新生儿性别 | 出生日期 | 母亲姓名 | 母亲证件号码 | 父亲姓名 | 父亲证件类型 | 父亲证件号码
        -----------------+------------+------------+----------+----------+--------------+----------+--------------+-------------------
        Z990000001       | 张小宝     | 女         | 20240508 | 张三     | 1            | 李四     | 身份证       | 990102197001010016
        Z990000002       |            | 男         | 2024-6-1 | 王五     | 2            |          |              |
        """,
    )
    assert cells == [("Z990000001", date(2024, 5, 8)), ("Z990000002", date(2024, 6, 1))]
    assert rows.landed["person_key"].to_list() == keys(1, 2)
    assert rows.landed["name"].to_list() == ["张三", "王五"]
    assert {"父亲姓名", "父亲证件类型", "父亲证件号码", "新生儿姓名", "新生儿性别"} <= set(rows.not_landed)


@pytest.mark.parametrize("columns", ["母亲身份证号 | 母亲证件号码", "身份证号 | 父亲身份证号"])
def test_a_birth_whose_mother_is_not_certain_is_a_question(tmp_path, columns):
    one, other = columns.split(" | ")
    with pytest.raises(DataError):
        deliver(tmp_path, "health.births", f"出生日期 | 母亲姓名 | {one} | {other}\n20240508 | 张三 | 1 | 2")
