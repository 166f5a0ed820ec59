-- Contributions of all months, read once, beside the roster; and the months of which a delivery tells in full.
create macro month_before(month) as strftime((month || '-01')::date - interval 1 month, '%Y-%m');

create table known_months as
with told as (select month, period, count(*) as rows from contributions group by all)
select distinct period from (from told qualify rows * 2 >= max(rows) over (partition by month)) where period is not null;

create table met as
select person_key, household_id, name, listed_name, c.employer, state, insurance, person_kind, paid, period, month, file, row,
    approved_on, amount, concat_ws(' ', state, insurance, person_kind) as said,
    part(regexp_replace(c.employer, '\s', '', 'g')) as payer,
    named_otherwise(name, listed_name) as misnamed, named_otherwise(name, listed_name) or invalid as doubtful,
    nameless(name, listed_name) as nameless, nameless(name, listed_name) or completed(repairs, listed_repairs) as weak
from contributions c join roster using (person_key);

-- What a later delivery repeats counts once; what was paid back is negative.
create table paid_in as
with counted as (
    select *, row_number() over (partition by person_key, employer, state, insurance, person_kind, paid, period, month) as time
    from met where period <= '2024-06'
)
select *, regexp_matches(said, '退费|退款') as refund, if(refund, -abs(paid), paid) as net from counted
qualify row_number() over (
    partition by person_key, employer, state, insurance, person_kind, paid, period, time order by month, file, row
) = 1;

create table paid as
with kinds as (
    select *,
        case
            when regexp_matches(said, '补缴|趸缴|一次性') then 'arrears'
            when regexp_matches(concat_ws(' ', said, employer), '灵活就业') then 'flexible'
            when regexp_matches(concat_ws(' ', said, employer), '公益性岗位|公益岗') then 'public_post'
            else 'work'
        end as kind,
        if(kind = 'work', payer, kind || ':' || coalesce(payer, 'individual')) as subject
    from paid_in where not regexp_matches(said, '居民')
), believed as (
    from kinds where subject is not null
    qualify not doubtful or bool_and(doubtful) over (partition by person_key, subject)
)
select * exclude (told), if(told = '2024-06', told, '2024-05') as newest
from (select *, max(period) over (partition by person_key) as told from believed)
qualify net > 0 and sum(net) over (partition by person_key, subject, period) > 0;

-- employment
insert into hits
with jobs as (
    select person_key, subject, list(distinct period) as months, any_value(newest) as newest from paid group by all
), going_on as (
    select person_key, subject,
        list_max(list_filter((select list(period) from known_months where period < '2024-05'), lambda m: not list_contains(months, m))) as unpaid
    from jobs where list_contains(months, newest) and list_contains(months, month_before(newest))
), since as (
    select paid.*, min(period) over (partition by person_key, subject) as began
    from paid join going_on using (person_key, subject) where period > unpaid
)
select 'employment', person_key, person_key, subject, (began || '-01')::date, true, 'social_security.contributions',
    doubtful, weak, nameless, approved_on is null
from since where began >= '2023-06' and (began > strftime(approved_on, '%Y-%m') or approved_on is null);

-- lost_work: wages that have ended.
insert into hits
with ended as (
    from (select *, max(period) over (partition by person_key, subject) as last from paid where kind in ('work', 'public_post'))
    where last < '2024-05' and last >= '2023-12' and coalesce(last >= strftime(approved_on, '%Y-%m'), true)
    qualify bool_or(period = month_before(last)) over (partition by person_key, subject)
)
select 'lost_work', household_id, person_key, 'ended:' || subject, last_day((last || '-01')::date), true,
    'social_security.contributions', doubtful, weak, nameless, false
from ended anti join (from paid where period in ('2024-05', '2024-06')) later using (person_key) anti join died using (person_key)
where period in (last, month_before(last))
    and (select list(period order by period desc)[:2] from known_months) = ['2024-06', '2024-05'];

-- lost_work: earners who died, where somebody of the household is left.
insert into hits
with earners as (
    select distinct person_key from paid join died using (person_key)
    where kind in ('work', 'public_post') and strftime(died, '%Y-%m') >= '2023-12'
        and period between strftime(died - interval 3 months, '%Y-%m') and strftime(died, '%Y-%m')
), gone as (
    select household_id, count(*) as gone from roster semi join earners using (person_key) group by all
), left_behind as (
    select household_id from roster join gone using (household_id) group by household_id, gone.gone having count(*) > gone.gone
)
select 'lost_work', household_id, person_key, 'earner_died', day, true, source, doubtful, weak, nameless, false
from credible semi join earners using (person_key) semi join left_behind using (household_id);

-- lump_sum
insert into hits
with limited as (
    select *, starts_with(r.division_code, '99') as known, misnamed or doubtful or lowering as unsure
    from (
        select *, approved_on is null or regexp_matches(said, '4050|社保补贴|就业困难')
            or (regexp_matches(said, '补缴') and payer is not null and not regexp_matches(payer, '个人|灵活就业|居民')
                and not coalesce(contains(payer, listed_name), false)) as lowering
        from paid_in
        where (regexp_matches(said, '趸缴|一次性|补缴') or refund) and month > '2023-06'
            and (approved_on is null or month > strftime(approved_on, '%Y-%m'))
    ) join (select person_key, division_code from roster) r using (person_key)
), summed as (
    select *, coalesce(sum(net) filter (not unsure) over (partition by person_key), 0) > 20000 as firm,
        sum(coalesce(net, 0)) over (partition by person_key) > 20000 as loose
    from limited where known
)
select 'lump_sum', person_key, person_key, 'lump_sum', null, true, 'social_security.contributions',
    doubtful, weak, nameless, lowering or not firm
from summed where (firm and not unsure) or (loose and not firm);

-- deceased: contributions for months after the death.
insert into hits
select 'deceased', person_key, person_key, 'death', null, false, 'social_security.contributions', false, false, false, true
from (
    select met.* from met join died using (person_key)
    where died.amount > 0 and period > strftime(died, '%Y-%m') and not regexp_matches(said, '补缴|趸缴|一次性|退费|退款')
    qualify sum(paid) over (partition by person_key, period, insurance) > 0 and paid > 0
);

insert into hits
select 'record_error', person_key, person_key, 'name_differs:social_security.contributions', null, true,
    'social_security.contributions', doubtful, weak, nameless, false
from met where misnamed
qualify row_number() over (partition by person_key order by month desc, file desc, row desc) = 1;
