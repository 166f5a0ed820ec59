"""One drawn month in which every check finds something, for what holds of all findings alike."""

EARLIER = """
person | amount
-------+-------
a      | 400
b      | 410
"""
WORK = """
person | period
-------+--------
z      | 2024-04
"""
MONTH = {
    "roster": """
    person    | household_id | amount | name   | approved_on | division_code | account             | account_holder
    ----------+--------------+--------+--------+-------------+---------------+---------------------+---------------
    a         | H1           | 500.50 |        |             | 990102001002  |                     |
    b         | H1           | 510    |        |             | 990102001002  |                     |
    c         | H2           |        |        |             |               |                     |
    d         | H3           |        |        |             | 990102002003  |                     |
    e         | H3           | 0      |        |             | 990102002003  |                     |
    f         | H4           |        |        | 2023-05-06  |               |                     |
    g         | H4           |        |        | 2023-05-06  |               |                     |
    h         | H5           |        |        |             | 990102003001  |                     |
    i         | H6           | 0      |        |             |               |                     |
    j/15      | H7           |        |        |             |               |                     |
    E12345678 | H8           |        | 玛丽娜 |             |               |                     |
    k         | H9           |        |        |             |               |                     |
    l         | H10          |        |        |             |               | 6222020200112233445 | 南坡敬老院
    m         | H11          |        |        |             |               | 6222020200112233445 | 南坡敬老院
    n         | H12          | 500    |        |             |               |                     |
    n         | H13          | 300    |        |             |               |                     |
    """,
    "police_deaths": """
    person    | name | died_on
    ----------+------+-----------
    a         |      | 2024-04-30
    b         |      | 2024-04-29
    h         | 郑军 | 2024-06-03
    j         |      | 2024-06-04
    E12345678 | 玛丽娜 | 2024-06-05
    """,
    "police_residents": """
    person | hukou_division | residence_division | registered_on | cancelled | moved_out_on | moved_to           | address
    -------+----------------+--------------------+---------------+-----------+--------------+--------------------+-------------------
    b      | 990102001002   |                    |               |           |              |                    |
    c      | 990103001001   |                    | 2024-03-08    |           |              |                    |
    d      | 990102002001   | 990102003004       | 2024-03-09    |           |              |                    | 石桥镇竹溪村12号
    k      |                |                    |               | moved     | 2024-05-06   | 九九省青川市东湖区 |
    """,
    "police_vehicles": """
    person | plate  | registered_on | scrap_by
    -------+--------+---------------+-----------
    f      | 九A001 | 2024-02-03    |
    g      | 九A002 | 2009-01-02    | 2024-01-02
    """,
    "health_deaths": """
    person | died_on    | sex
    -------+------------+-------
    a      | 2024-05-02 |
    d      | 2024-06-06 | female
    k      | 2024-08-09 |
    """,
    "civil_funerals": """
    person | died_on    | cremated_on
    -------+------------+------------
    i      | 2024-04-01 | 2024-04-03
    a      | 2024-02-01 | 2024-02-04
    """,
    "custody": """
    person | began_on
    -------+-----------
    c      | 2024-02-02
    """,
    "spending": """
    person | cash_paid
    -------+----------
    f      | 12000
    g      | 12000
    """,
    "holdings": """
    person | unit_number | usage | registered_on | ownership | share  | location
    -------+-------------+-------+---------------+-----------+--------+-----------------
    f      | U1          | 住宅  | 2024-02-03    | sole      | 1.0000 | 东湖区湖滨路8号
    f      | U2          | 住宅  | 2009-02-03    | joint     | -      | 东湖区湖滨路12号
    g      | U2          | 住宅  | 2009-02-03    | joint     | -      | 东湖区湖滨路12号
    g      | -           | 商业  | 2009-02-03    | sole      | -      | 东湖区湖滨路12号
    """,
    "other_rosters": """
    person | programme
    -------+----------
    m      | tekun
    """,
    "enterprises": """
    person | credit_code        | business_type
    -------+--------------------+--------------
    h      | 92990102MA00000001 | 个体工商户
    """,
    "pensions": """
    person | paid | insurance
    -------+------+-----------
    c      | 1500 |
    k      | 1530 | 失业保险金
    """,
    "births": """
    person | born_on
    -------+-----------
    d      | 2024-05-08
    """,
    "marriages": """
    person | registered_on
    -------+--------------
    f      | 2024-04-09
    """,
    "contributions": """
    person | period  | paid   | insurance
    -------+---------+--------+----------
    b      | 2024-06 | 812.30 |
    f      | 2024-05 | 800    |
    f      | 2024-06 | 800    |
    g      | 2024-06 | 30000  | 养老趸缴
    """,
}


def deliver(bureau):
    """May's roster and what was known of work then, and all of June."""
    bureau.deliver("2024-05", {"roster": EARLIER, "contributions": WORK})
    bureau.deliver("2024-06", MONTH)
