"""The register of stories: what is planted, how often, and how many months a story takes."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from assist_cli.synth.scene import Scene
from assist_cli.synth.stories import (
    bills,
    businesses,
    cars,
    custody,
    deaths,
    doubts,
    duplicates,
    families,
    incomes,
    innocents,
    jobs,
    lump_sums,
    movers,
    units,
)

_SAMPLE, _COUNTY = 1200, 12_000
_SAMPLE_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Story:
    """A story, its copies in the sample (1,200 people, three months), and the months it needs.

    `everyday` stories keep their share of the people; the others are denser in a small sample,
    so that it shows everything.
    """

    tell: Callable[[Scene], None]
    copies: int
    months: int = 1
    everyday: bool = False

    @property
    def name(self) -> str:
        """The name that stands in `truth.csv`."""
        return self.tell.__name__

    @property
    def title(self) -> str:
        """What the story says, in one sentence."""
        return " ".join((self.tell.__doc__ or "").split())

    def copies_for(self, people: int, months: int) -> int:
        """Copies for so many people and months; none if the story needs more months than there are."""
        if months < self.months:
            return 0
        size = people / _SAMPLE
        if not self.everyday:
            county = min(people, _COUNTY)
            size = sqrt(county / _SAMPLE) * people / county
        return max(1, round(self.copies * size * (1 if self.everyday else months / _SAMPLE_MONTHS)))


STORIES: tuple[Story, ...] = (
    Story(deaths.two_departments, 2),
    Story(deaths.three_departments, 3),
    Story(deaths.funeral_alone, 1, months=3),
    Story(deaths.police_come_late, 1, months=3),
    Story(deaths.second_source_later, 1, months=2),
    Story(deaths.long_before, 1),
    Story(deaths.month_alone, 1),
    Story(deaths.old_identity_card, 1),
    Story(deaths.name_missing, 1),
    Story(deaths.delivered_twice, 1, months=2),
    Story(deaths.arrears_after_death, 1),
    Story(deaths.leaves_the_roster, 1, months=2),
    Story(doubts.wrong_name, 2),
    Story(doubts.wrong_name_beside_a_clean_record, 1),
    Story(doubts.id_contradicts, 2),
    Story(doubts.alive_at_work, 1, months=2),
    Story(doubts.alive_by_hukou, 1),
    Story(doubts.dates_conflict, 1),
    Story(doubts.dead_before_birth, 1),
    Story(doubts.dead_in_the_future, 2, months=2),
    Story(doubts.dead_at_117, 1),
    Story(doubts.wrong_name_at_work, 1),
    Story(doubts.wrong_name_in_register, 1, months=2),
    Story(movers.to_the_next_district, 2),
    Story(movers.to_the_same_name, 2),
    Story(movers.cancelled_by_migration, 2),
    Story(movers.corrected_next_month, 1, months=2),
    Story(movers.to_another_street, 2),
    Story(movers.to_another_community, 2),
    Story(movers.lives_elsewhere, 11, everyday=True),
    Story(movers.collective_household, 2),
    Story(movers.to_the_own_district, 1),
    Story(movers.moved_back, 1),
    Story(movers.spurious_code, 2),
    Story(movers.in_a_home, 3),
    Story(movers.residence_known_by_district, 1),
    Story(movers.register_knows_the_street, 1),
    Story(cars.bought_by_head, 2),
    Story(cars.bought_by_another_member, 2),
    Story(cars.owned_before_approval, 1),
    Story(cars.owned_for_long, 2),
    Story(cars.past_scrapping, 1),
    Story(cars.ages_out, 1, months=3),
    Story(cars.approval_missing, 1),
    Story(cars.other_owner, 1),
    Story(cars.sold, 1, months=3),
    Story(cars.light_vehicles, 4),
    Story(cars.gone_vehicles, 3),
    Story(cars.not_authorised, 2),
    Story(innocents.reporting_relative, 2),
    Story(innocents.cancelled_for_other_reasons, 3),
    Story(innocents.unpaid_member, 2),
    Story(innocents.suspended, 2),
    Story(innocents.unusable_id, 3),
    Story(innocents.widowed, 1),
    Story(custody.held, 2),
    Story(custody.released_next_month, 1, months=2),
    Story(custody.held_under_another_name, 1),
    Story(custody.released_before, 2),
    Story(custody.unpaid_member_held, 1),
    Story(bills.burdened, 2),
    Story(bills.burdened_until_reversed, 1, months=2),
    Story(bills.burdened_by_the_years_bills, 1),
    Story(bills.bills_of_another, 1),
    Story(bills.bearable_bills, 2),
    Story(doubts.alive_in_hospital, 1),
    Story(units.unit_bought, 2),
    Story(units.unit_bought_together, 1),
    Story(units.parking_space_bought, 1),
    Story(units.small_share_bought, 1),
    Story(units.joined_the_spouses_unit, 1),
    Story(units.inherited, 1),
    Story(units.unit_of_another, 1),
    Story(units.bought_and_sold, 1, months=2),
    Story(units.noticed_or_ended, 3),
    Story(units.two_dwellings, 2),
    Story(units.second_dwelling_sold, 1, months=2),
    Story(units.small_share_of_a_second, 1),
    Story(units.second_dwelling_of_another, 1),
    Story(units.shop, 1),
    Story(units.small_share_of_a_shop, 1),
    Story(units.one_dwelling, 3),
    Story(units.units_not_authorised, 2),
    Story(jobs.new_job, 2, months=3),
    Story(jobs.new_job_known_to_the_fund, 1, months=3),
    Story(jobs.job_of_another, 1, months=3),
    Story(jobs.contributions_of_other_kinds, 3, months=3),
    Story(jobs.one_month_of_work, 1, months=3),
    Story(jobs.job_reversed, 1, months=3),
    Story(jobs.job_at_the_approval, 1, months=3),
    Story(jobs.residents_insurance, 1, months=3),
    Story(duplicates.listed_twice, 2),
    Story(duplicates.listed_under_two_programmes, 1),
    Story(duplicates.listed_elsewhere, 2),
    Story(duplicates.listed_elsewhere_until_next_month, 1, months=2),
    Story(duplicates.listed_elsewhere_under_another_name, 1),
    Story(duplicates.one_account_of_two_households, 1),
    Story(duplicates.account_of_a_guardian, 1),
    Story(duplicates.account_of_a_home, 1),
    Story(duplicates.two_programmes_on_one_account, 1),
    Story(duplicates.other_programmes_elsewhere, 3),
    Story(businesses.runs_a_company, 2),
    Story(businesses.holds_a_share, 1),
    Story(businesses.closed_next_month, 1, months=2),
    Story(businesses.small_shop, 2),
    Story(businesses.in_a_cooperative, 1),
    Story(businesses.paused, 1),
    Story(businesses.in_many_businesses, 1),
    Story(businesses.founded_in_a_burst, 1),
    Story(businesses.business_of_another, 1),
    Story(businesses.only_a_supervisor, 2),
    Story(businesses.ended, 3),
    Story(businesses.business_not_authorised, 1),
    Story(families.newborn, 2),
    Story(families.newborn_listed_next_month, 1, months=2),
    Story(families.born_to_another, 1),
    Story(families.newborn_before_approval, 1),
    Story(families.married, 1),
    Story(families.divorced, 1),
    Story(families.married_under_another_name, 1),
    Story(families.married_couple_listed, 2),
    Story(families.counted_wrongly, 2, months=2),
    Story(lump_sums.paid_at_once, 2),
    Story(lump_sums.paid_at_once_and_refunded, 1, months=2),
    Story(lump_sums.paid_for_the_person, 2),
    Story(lump_sums.small_arrears, 1),
    Story(incomes.pension_above_the_line, 2),
    Story(incomes.pensions_of_two, 1),
    Story(incomes.pension_taken_back, 1),
    Story(incomes.pension_of_another, 1),
    Story(incomes.job_lost, 2, months=3),
    Story(incomes.unemployed, 1, months=2),
    Story(incomes.earner_died, 1),
)
