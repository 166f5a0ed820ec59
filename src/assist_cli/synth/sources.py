"""How the departments of the sample name their files and head their columns."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A department's delivery: file name, title, and the headers of our columns in their order.

    In `file` and `title`, `{month}` is 202404, `{text}` is 2024年4月.
    """

    name: str
    file: str
    columns: Mapping[str, str]
    dates: tuple[str, ...] = ()
    title: str = ""

    def named(self, template: str, month: str) -> str:
        """`file` or `title` for a month."""
        year, number = month.split("-")
        return template.format(month=year + number, text=f"{year}年{int(number)}月")


SOURCES: tuple[Source, ...] = (
    Source(
        "civil.roster",
        "东湖区社会救助资金发放名册({text}).xlsx",
        {
            "household_id": "户编号",
            "head_name": "户主姓名",
            "head_id": "户主身份证号",
            "name": "成员姓名",
            "id_number": "成员身份证号",
            "relationship": "与户主关系",
            "programme": "救助类别",
            "household_size": "保障人口",
            "amount": "月保障金额",
            "division_code": "区划代码",
            "street": "镇街",
            "community": "村居",
            "hukou_address": "户籍地址",
            "address": "居住地址",
            "account": "银行账号",
            "approved_on": "审批日期",
            "authorised_on": "授权书日期",
            "status": "状态",
        },
        ("approved_on", "authorised_on"),
        "东湖区{text}社会救助资金发放名册",
    ),
    Source(
        "police.deaths",
        "公安死亡注销人员{month}.csv",
        {
            "id_number": "公民身份号码",
            "name": "姓名",
            "died_on": "死亡日期",
            "cancelled_on": "注销日期",
            "reason": "注销类别",
            "reporter_id": "申报人公民身份号码",
            "reporter_name": "申报人姓名",
        },
        ("died_on", "cancelled_on"),
    ),
    Source(
        "police.residents",
        "公安常住人口{month}.csv",
        {
            "id_number": "公民身份号码",
            "name": "姓名",
            "sex": "性别",
            "born_on": "出生日期",
            "household_id": "户号",
            "hukou_address": "户籍地址",
            "hukou_division": "户籍行政区划",
            "address": "居住地址",
            "residence_division": "居住行政区划",
            "registered_on": "登记日期",
            "cancelled": "注销标识",
            "moved_out_on": "迁出日期",
            "moved_to": "迁往省市县",
        },
        ("born_on", "registered_on", "moved_out_on"),
    ),
    Source(
        "police.vehicles",
        "交警机动车登记{month}.csv",
        {
            "name": "机动车所有人",
            "id_number": "身份证明号码",
            "plate_kind": "号牌种类",
            "plate": "号牌号码",
            "vehicle_type": "车辆类型",
            "usage": "使用性质",
            "registered_on": "初次登记日期",
            "state": "机动车状态",
            "inspected_until": "检验有效期止",
            "scrap_by": "强制报废期止",
        },
        ("registered_on", "inspected_until", "scrap_by"),
    ),
    Source(
        "health.deaths",
        "卫健死亡医学证明{month}.csv",
        {
            "certificate": "证明编号",
            "name": "姓名",
            "id_kind": "证件类型",
            "id_number": "证件号码",
            "sex": "性别",
            "born_on": "出生日期",
            "died_on": "死亡日期",
            "issued_by": "签发单位",
            "issued_on": "签发日期",
        },
        ("born_on", "died_on", "issued_on"),
    ),
    Source(
        "civil.funerals",
        "殡仪馆火化登记表{text}.xlsx",
        {
            "cremated_on": "火化日期",
            "name": "姓名",
            "sex": "性别",
            "age": "年龄",
            "id_number": "身份证号",
            "address": "住址",
            "died_on": "死亡日期",
            "phone": "家属电话",
        },
        ("died_on",),  # the cremation is a true date cell
        "明州市殡仪馆{text}遗体火化登记表",
    ),
    Source(
        "social_security.contributions",
        "人社社保缴费明细{month}.parquet",
        {
            "employer": "单位名称",
            "state": "参保状态",
            "insurance": "险种类型",
            "person_kind": "人员类别",
            "id_number": "证件号码",
            "name": "姓名",
            "base": "缴费基数",
            "paid": "缴费金额",
            "period": "费款所属期",
        },
    ),
    Source(
        "justice.custody",
        "司法在押服刑人员{month}.csv",
        {
            "id_number": "证件号码",
            "name": "姓名",
            "began_on": "开始日期",
            "ended_on": "结束日期",
        },
        ("began_on", "ended_on"),
        "明州市{text}在押服刑人员",
    ),
)
