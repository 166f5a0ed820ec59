-- The population register, read once, beside the roster; then where each newest entry says that people are.
create macro inside(code) as starts_with(code, '990102') or starts_with('990102', code);
create macro differ(one, other, deepest) as
    one[:least(length(one), length(other), deepest)] <> other[:least(length(one), length(other), deepest)];
create macro parts(address) as regexp_extract(address,
    '^九九省明州市(.*?区)(.*?(?:街道|镇))(.*?(?:社区|村))(?:(.*?路)(\d+)号(\d+)室)?',
    ['district', 'street', 'community', 'road', 'number', 'room']);
create macro part(text) as nullif(text, '');

create table registered as
select person_key, name, hukou_address, hukou_division as hukou, address, residence_division as residence, registered_on,
    coalesce(cancelled, 'no') as cancelled, moved_out_on, moved_to, file, row,
    r.division_code as listed, street, community, amount,
    named_otherwise(name, listed_name) as misnamed, named_otherwise(name, listed_name) or invalid as doubtful,
    nameless(name, listed_name) as nameless, nameless(name, listed_name) or completed(repairs, listed_repairs) as weak
from police_residents join roster r using (person_key);

create table newest as
from registered qualify row_number() over (
    partition by person_key order by cancelled = 'no' desc, coalesce(registered_on, date '0001-01-01') desc, file desc, row desc
) = 1;

-- moved_out
insert into hits
with judged as (
    select *,
        coalesce(not inside(hukou) and cancelled <> 'dead', false) as outside,
        coalesce(
            (cancelled = 'moved' or (cancelled = 'yes' and moved_out_on is not null))
            and not coalesce(contains(moved_to, '东湖区') and (contains(moved_to, '明州市') or not contains(moved_to, '市')), false),
            false
        ) as migrated
    from newest
)
select 'moved_out', person_key, person_key, if(migrated and coalesce(inside(hukou), true), 'cancelled', hukou),
    coalesce(moved_out_on, registered_on), true, 'police.residents', doubtful, weak, nameless, false
from judged where (outside or migrated) and not coalesce(contains(hukou_address, '集体户'), false);

-- moved_within
insert into hits
with moved as (
    select n.*, parts(hukou_address) as said, s.name as hukou_street, c.name as hukou_community,
        os.name as own_street, oc.name as own_community
    from newest n
    left join divisions s on s.code = hukou[:9] left join divisions c on c.code = hukou[:12] and length(hukou) >= 12
    left join divisions os on os.code = listed[:9] left join divisions oc on oc.code = listed[:12] and length(listed) >= 12
    where inside(hukou) and cancelled = 'no' and length(hukou) >= 9 and differ(hukou, listed, 12)
)
select 'moved_within', person_key, person_key, hukou, registered_on, true, 'police.residents', doubtful, weak, nameless,
    coalesce(own_street is distinct from hukou_street and part(said.street) = own_street, false)
    or (coalesce(own_community is distinct from hukou_community and part(said.community) = own_community, false)
        and not coalesce(part(said.street) <> own_street, false))
from moved where not coalesce(hukou_street = street and (length(hukou) < 12 or hukou_community = community), false);

-- living_elsewhere
insert into hits
with apart as (
    select *, parts(hukou_address) as one, parts(address) as other from newest
    where inside(hukou) and cancelled = 'no' and differ(hukou, residence, 9)
        and not coalesce(regexp_matches(address, '养老院|敬老院|福利院|护理院|医院|监狱|看守所|戒毒所'), false)
)
select 'living_elsewhere', person_key, person_key, residence, null, true, 'police.residents', doubtful, weak, nameless, false
from apart where not coalesce(
    one.road <> '' and one.number <> '' and one.road = other.road and one.number = other.number
    and not coalesce(part(one.district) <> part(other.district), false)
    and not coalesce(part(one.street) <> part(other.street), false)
    and not coalesce(part(one.community) <> part(other.community), false)
    and not coalesce(part(one.room) <> part(other.room), false), false);

-- deceased: an act after the death.
insert into hits
select 'deceased', person_key, person_key, 'death', null, false, 'police.residents', false, false, false, true
from newest join died using (person_key) where died.amount > 0 and cancelled = 'no' and registered_on > died;

insert into hits
select 'record_error', person_key, person_key, 'name_differs:police.residents', null, true, 'police.residents',
    doubtful, weak, nameless, false
from registered where misnamed
qualify row_number() over (partition by person_key order by file desc, row desc) = 1;
