-- The vehicle register, read once, beside the roster.
create table vehicles as
select person_key, plate, plate_kind, vehicle_type, registered_on, state, file, row, approved_on,
    coalesce(authorised_on <= as_of(), false) as authorised,
    named_otherwise(name, listed_name) as misnamed, named_otherwise(name, listed_name) or invalid as doubtful,
    nameless(name, listed_name) as nameless, nameless(name, listed_name) or completed(repairs, listed_repairs) as weak
from police_vehicles join roster using (person_key);

-- vehicle_purchase and vehicle_owned: what was said last of each vehicle.
insert into hits
with newest as (
    from vehicles where authorised
    qualify row_number() over (partition by person_key, plate, plate_kind order by file desc, row desc) = 1
)
select
    if(coalesce(registered_on >= as_of() - interval 24 months and registered_on >= approved_on, false),
        'vehicle_purchase', 'vehicle_owned'),
    person_key, person_key, plate, registered_on, true, 'police.vehicles', doubtful, weak, nameless, false
from newest
where state = 'normal'
    and not regexp_matches(concat_ws(' ', vehicle_type, plate_kind), '摩托|电动自行车|残疾人|轮椅');

insert into hits
select 'record_error', person_key, person_key, 'name_differs:police.vehicles', null, true, 'police.vehicles',
    doubtful, weak, nameless, false
from vehicles where misnamed
qualify row_number() over (partition by person_key order by file desc, row desc) = 1;
