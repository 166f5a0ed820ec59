-- The roster as it is compared, and what is said of every match with it.
create macro as_of() as date '2024-06-30';
create macro plain(name) as translate(upper(replace(name, '·', '')),
    '䶮喆堃淼犇祎珮昇陞甯寧谿峯鉴劉張陳黃吳趙楊鄭葉呂鍾鐘閆閻蕭萧國華偉麗紅蘭',
    '龑哲坤渺奔禕佩升升宁宁溪峰鑒刘张陈黄吴赵杨郑叶吕钟钟闫阎肖肖国华伟丽红兰');
create macro named_otherwise(one, other) as coalesce(one <> other and plain(one) <> plain(other), false);
create macro nameless(one, other) as one is null or other is null;
create macro completed(one, other) as coalesce(contains(one, 'from_15'), false) or coalesce(contains(other, 'from_15'), false);

create table listed as
select person_key, id_number, household_id, name, programme, amount, division_code, street, community, approved_on, authorised_on,
    repairs, id_kind, file, row
from civil_roster where status = 'active';

-- Somebody listed twice stands in the row that is paid most, then in the first household.
create table roster as
select person_key, id_number, household_id, programme, name as listed_name, amount, division_code, street, community, approved_on, authorised_on,
    repairs as listed_repairs, coalesce(id_kind = 'invalid', false) as invalid
from listed where person_key is not null
qualify row_number() over (partition by person_key order by coalesce(amount, 0) desc, household_id, row) = 1;

-- Every record for or against a finding: what 6_findings.sql grades.
create table hits (
    "check" varchar, unit varchar, person_key bigint, subject varchar, event_date date, speaks boolean, source varchar,
    doubtful boolean, weak boolean, nameless boolean, lowering boolean
);

-- duplicate: all rows but the first that a person is paid under one programme.
insert into hits
with paid as (
    select *, row_number() over same as nth, count(*) over (partition by person_key, programme) as times,
        first(name) over same as first_name, first(repairs) over same as first_repairs, first(id_kind) over same as first_kind
    from listed where person_key is not null and amount > 0
    window same as (partition by person_key, programme order by amount desc, household_id, row)
)
select 'duplicate', person_key, person_key, 'twice:' || programme, null, true, 'civil.roster',
    named_otherwise(name, first_name) or coalesce(first_kind = 'invalid', false),
    nameless(name, first_name) or completed(repairs, first_repairs), nameless(name, first_name), false
from paid where times > 1 and nth > 1;
