-- Hits to findings: one a check, person or household, and subject; with what was paid beyond entitlement.
create table graded as
with judged as (
    select "check", unit, subject,
        min(person_key) filter (speaks) as person_key,
        coalesce(bool_or(not doubtful) filter (speaks), false) as clean,
        coalesce(bool_or(not weak) filter (speaks and not doubtful), false) as firm,
        bool_or(lowering) as lowering,
        count(distinct split_part(source, '.', 1)) filter (speaks and not doubtful and not nameless) as departments,
        max(event_date) filter (speaks and not doubtful) - min(event_date) filter (speaks and not doubtful) as spread,
        case when clean then max(event_date) filter (speaks and not doubtful) else max(event_date) filter (speaks) end as event_date,
        case when clean then list(distinct source) filter (speaks and not doubtful) else list(distinct source) filter (speaks) end
            as sources
    from hits group by all having bool_or(speaks)
)
select "check", unit, person_key, subject, event_date, list_sort(sources) as sources,
    case when not clean or lowering then 'possible' when firm then 'certain' else 'probable' end as grade,
    if(departments > 1 and not lowering and spread <= case "check" when 'deceased' then 30 when 'employment' then 0 end,
        'red', 'yellow') as lamp,
    case
        when "check" in ('living_elsewhere', 'moved_within', 'member_change') then 'info'
        when "check" = 'lost_work' then 'need'
        when "check" = 'record_error' then 'record'
        when "check" = 'employment' and split_part(subject, ':', 1) in ('public_post', 'flexible', 'arrears') then 'info'
        else 'exit'
    end as lane
from judged;

create table counted as
with here as (
    select person_key, month, programme, amount, file, row from rosters where status = 'active'
), beyond as (
    select "check", person_key, subject, month, amount
    from graded join here using (person_key)
    where "check" = 'deceased' and month > strftime(event_date, '%Y-%m')
    union all
    select "check", person_key, subject, month, amount from (
        select graded."check", graded.person_key, graded.subject, here.* exclude (person_key)
        from graded join here on here.person_key = graded.person_key and graded.subject = 'twice:' || programme and here.amount > 0
        where "check" = 'duplicate'
    ) qualify row_number() over (partition by person_key, subject, month order by amount desc, file, row) > 1
)
select "check", person_key, subject, count(distinct month) as months, sum(coalesce(amount, 0)) as amount from beyond group by all;

create view findings as
select 'f' || sha256(concat_ws('|', "check", unit, subject))[:15] as finding_id, g."check", lane, lamp, grade,
    r.* exclude (person_key), event_date, sources,
    case when counts then coalesce(months, 0) end as months, case when counts then coalesce(c.amount, 0) end as amount
from (select *, "check" in ('deceased', 'duplicate') as counts from graded) g
join (
    select person_key, household_id, id_number[:6] || '********' || id_number[-4:] as id_number, programme,
        division_code, '东湖区' as district, street, community
    from roster
) r using (person_key)
left join counted c using ("check", person_key, subject);
