"""How the departments of the sample name their files and head their columns."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A department's delivery: file name, title, and the headers of our columns in their order.

    `dates` are columns of days, `amounts` of cents that are written as yuan.

    In `file` and `title`, `{month}` is 202404, `{text}` is 2024年4月.
    """

    name: str
    file: str
    columns: Mapping[str, str]
    dates: tuple[str, ...] = ()
    title: str = ""
    amounts: tuple[str, ...] = ()

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
            "account_holder": "开户名",
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
    Source(
        "health.spending",
        "医保费用结算明细{month}.csv",
        {
            "id_number": "身份证号",
            "name": "姓名",
            "hospital": "医院名称",
            "total": "总费用",
            "insured": "统筹支出",
            "cash_paid": "现金支付",
            "account_paid": "个人账户",
            "serious_illness": "大病保险",
            "aid": "医疗救助",
            "out_of_list": "丙类费用",
            "admitted_on": "入院时间",
            "discharged_on": "出院时间",
            "settled_on": "结算日期",
        },
        ("admitted_on", "discharged_on", "settled_on"),
        "明州市{text}医保费用结算明细",
        amounts=("total", "insured", "cash_paid", "account_paid", "serious_illness", "aid", "out_of_list"),
    ),
    Source(
        "social_security.pensions",
        "人社养老金发放{month}.csv",
        {
            "id_number": "证件号码",
            "name": "姓名",
            "insurance": "险种",
            "period": "待遇月份",
            "paid": "发放金额",
            "state": "发放状态",
        },
        title="明州市{text}养老金发放明细",
        amounts=("paid",),
    ),
    Source(
        "property.holdings",
        "不动产登记信息{month}.csv",
        {
            "name": "权利人",
            "id_number": "证件号",
            "unit_number": "不动产单元号",
            "certificate": "不动产权证号",
            "location": "坐落",
            "area": "建筑面积",
            "usage": "规划用途",
            "ownership": "共有方式",
            "share": "权利比例",
            "registered_on": "登记时间",
            "registration": "登记类型",
            "acquired_by": "登记原因",
            "state": "权属状态",
        },
        ("registered_on",),
        "明州市{text}不动产登记信息",
    ),
    Source(
        "market.enterprises",
        "市场主体登记{month}.csv",
        {
            "credit_code": "统一社会信用代码",
            "business": "企业名称",
            "business_type": "类型",
            "name": "法定代表人",
            "id_number": "证件号码",
            "role": "职务",
            "contribution": "认缴出资额",
            "founded_on": "成立日期",
            "state": "登记状态",
        },
        ("founded_on",),
        "明州市{text}市场主体登记",
        amounts=("contribution",),
    ),
    Source(
        "housing_fund.deposits",
        "住房公积金缴存{month}.csv",
        {
            "id_number": "证件号码",
            "name": "姓名",
            "period": "汇缴年月",
            "paid": "职工月缴额",
            "employer": "单位名称",
            "state": "汇缴状态",
        },
        title="明州市{text}住房公积金缴存明细",
        amounts=("paid",),
    ),
    Source(
        "health.births",
        "卫健出生医学证明{month}.csv",
        {
            "certificate": "出生医学证明编号",
            "born_on": "出生日期",
            "child_sex": "新生儿性别",
            "name": "母亲姓名",
            "id_number": "母亲证件号码",
            "father_name": "父亲姓名",
            "father_id": "父亲证件号码",
        },
        ("born_on",),
        "明州市{text}出生医学证明",
    ),
    Source(
        "civil.marriages",
        "民政婚姻登记{month}.csv",
        {
            "id_number": "证件号码",
            "name": "姓名",
            "registration": "登记类型",
            "registered_on": "登记日期",
        },
        ("registered_on",),
        "明州市{text}婚姻登记",
    ),
    Source(
        "civil.other_rosters",
        "外区救助名单{month}.csv",
        {
            "name": "姓名",
            "id_number": "身份证号",
            "programme": "救助类别",
            "amount": "月保障金额",
            "division_code": "区划代码",
            "paid_by": "发放单位",
            "status": "状态",
        },
        title="西岭区{text}救助名单",
        amounts=("amount",),
    ),
)
