-- Records of the dead of three departments, each read once, beside the roster; some who are cancelled there emigrated.
create table recorded as
with told as (
    select 'police.deaths' as source, person_key, name, null as sex, null as born_on, died_on, cancelled_on as act,
        repairs, file, row, month, cancellation = 'death' as dies from police_deaths
    union all
    select 'health.deaths', person_key, name, sex, born_on, died_on, null, repairs, file, row, month, true from health_deaths
    union all
    select 'civil.funerals', person_key, name, sex, null, died_on, cremated_on, repairs, file, row, month, true from civil_funerals
), met as (
    select *, coalesce(died_on, act) as day,
        case when person_key > 0 then try_strptime((person_key // 1000 % 100000000)::varchar, '%Y%m%d')::date end as born,
        case when person_key > 0 then if(person_key % 2 = 1, 'male', 'female') end as own_sex
    from told join roster using (person_key)
)
select source, dies, person_key, household_id, amount, day, act, died_on, file, row, month,
    if(contains(repairs, 'died_on:month'), date_trunc('month', day)::date, day) as earliest,
    coalesce(day < born or day > born + interval 115 years, false) or day > last_day((month || '-01')::date) as impossible,
    named_otherwise(name, listed_name) as misnamed,
    named_otherwise(name, listed_name) or invalid or (day is not null and (
        coalesce(sex <> 'unknown' and sex <> own_sex, false)
        or coalesce(born_on <> born and not coalesce(contains(repairs, 'born_on:month'), false), false)
    )) as doubtful, -- an undated record is held against the roster's name alone, as the check does
    nameless(name, listed_name) as nameless,
    nameless(name, listed_name) or completed(repairs, listed_repairs) as weak
from met;

create view deaths as from recorded where dies;
create view credible as from deaths where not impossible and day <= as_of();

create table died as
select person_key, any_value(amount) as amount, coalesce(max(day) filter (not doubtful), max(day)) as died
from credible group by person_key;

insert into hits
select 'deceased', person_key, person_key, 'death', day, true, source, doubtful, weak, nameless, false
from credible where amount > 0;

-- member_change: deaths of members for whom nothing is paid.
insert into hits
select 'member_change', household_id, person_key, 'death', day, true, source, doubtful, weak, nameless, false
from credible join died using (person_key, amount)
where amount <= 0 and died > last_day((as_of() - interval 12 months)::date) and died <= as_of();

-- record_error: what the records of the dead say against possibility and each other.
insert into hits
with clean as (from credible where not doubtful),
settled as (
    select person_key, source, max(day) as day, arg_max(earliest, day) as earliest from clean group by all
), apart as (
    select person_key from settled group by all having count(*) > 1 and max(earliest) - min(day) > 30
)
select 'record_error', person_key, person_key, subject, event_date, true, source, doubtful, weak, nameless, false from (
    select *, 'impossible_date:' || source as subject, day as event_date from deaths where impossible
    union all select *, 'undated_death:' || source, null from deaths where day is null
    union all select *, 'dates_conflict', day from clean semi join apart using (person_key)
    union all
    select *, 'funeral_unregistered', coalesce(act, died_on) from clean
    anti join (from deaths where source = 'police.deaths') using (person_key)
    where source = 'civil.funerals' and day + 60 <= as_of()
);

insert into hits
select 'record_error', person_key, person_key, 'name_differs:' || source, null, true, source, doubtful, weak, nameless, false
from recorded where misnamed
qualify row_number() over (partition by person_key, source order by month desc, file desc, row desc) = 1;
