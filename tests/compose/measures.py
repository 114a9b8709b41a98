# ruff: noqa: E501 - tables read best on one line
"""What is compared: settings and outcomes in their frames, the indicators, and topics of all kinds.

In: ``nouns``. Out: ``MEASURES`` by name. A measure's kind says which directions can be said of it:
a rate is higher or lower, performance better or worse, a gap wider or narrower, a time longer.
"""

from __future__ import annotations

from dataclasses import dataclass

from compose.nouns import COUNT, JUDGED, MASS, OUTCOME, OUTCOMES, SERVICES, SINGLE, SUBJECTS, Noun

RATE = "rate"  # a number of which it is not said whether more is welcome
NUMBER = "number"  # things that are counted: more, fewer
PERFORMANCE = "performance"  # better or worse
GAP = "gap"
TIME = "time"
SHARE = "share"  # the proportion of settings that are good
PERFORM = "perform"  # "primary schools perform": takes no copula
FRACTION = "fraction"  # "a higher proportion of ... are good": two parts around the direction


@dataclass(frozen=True, slots=True)
class Measure:
    """The subject of a comparison. ``verb`` is "perform" where no copula follows."""

    text: str
    slugs: tuple[str, ...]
    kind: str
    plural: bool = False
    also: tuple[str, ...] = ()
    verb: str = "be"
    rest: str = ""  # of a fraction: what is true of the part
    unit: str = ""


PERCENT, DAYS, TEN_THOUSAND = "percent", "days", "per-10000"
LAC, LEAVERS = ("looked-after-children",), ("care-leavers",)
TOPICS = (
    Measure("the rate of permanent exclusions", ("other",), RATE),
    Measure("the percentage of young people not in education, employment or training", ("other",), RATE, unit=PERCENT),
    Measure("the proportion of care leavers in suitable accommodation", ("other",), RATE, also=LEAVERS, unit=PERCENT),
    Measure("the teenage conception rate", ("other",), RATE),
    Measure("persistent absence", ("other",), RATE, unit=PERCENT),
    Measure("school attendance", ("other",), RATE, unit=PERCENT),
    Measure("childhood obesity", ("other",), RATE, unit=PERCENT),
    Measure("the rate of re-referrals", ("other",), RATE, unit=PERCENT),
    Measure("the percentage of core assessments completed on time", ("other",), RATE, unit=PERCENT),
    Measure("the immunisation rate for looked after children", ("other",), RATE, also=LAC, unit=PERCENT),
    Measure("the proportion of pupils gaining five or more A* to C grades", ("other",), RATE, unit=PERCENT),
    Measure("offending by looked after children", ("other",), RATE, also=LAC),
    Measure("expenditure on social care", ("other",), RATE),
    Measure("the proportion of mothers who smoke in pregnancy", ("other",), RATE, unit=PERCENT),
    Measure("staff turnover", ("other",), RATE, unit=PERCENT),
    Measure("vacancy rates for social workers", ("other",), RATE, plural=True),
    Measure("referral rates", ("other",), RATE, plural=True, unit=TEN_THOUSAND),
    Measure("breastfeeding rates", ("other",), RATE, plural=True),
    Measure("the number of first-time entrants to the youth justice system", ("other",), NUMBER),
    Measure("the number of children subject to a child protection plan", ("other",), NUMBER, unit=TEN_THOUSAND),
    Measure("the number of young people receiving a custodial sentence", ("other",), NUMBER),
    Measure("hospital admissions due to alcohol misuse", ("other",), NUMBER, plural=True),
    Measure("attainment at Key Stage 2", ("other",), PERFORMANCE),
    Measure("attainment in English and mathematics at age 11", ("other",), PERFORMANCE),
    Measure("standards at Key Stage 4", ("other",), PERFORMANCE, plural=True),
    Measure("the stability of placements", ("other",), PERFORMANCE),
    Measure("the timeliness of initial assessments", ("other",), PERFORMANCE),
    Measure("progress between Key Stages 1 and 2", ("other",), PERFORMANCE),
    Measure("examination results", ("other",), PERFORMANCE, plural=True),
    Measure("the achievement of pupils from minority ethnic groups", ("other",), PERFORMANCE),
    Measure("the attainment of looked after children at 16", ("other",), PERFORMANCE, also=LAC),
    Measure("outcomes for vulnerable young people", ("other",), PERFORMANCE, plural=True, also=("all-outcomes",)),
    Measure("the achievement gap at Key Stage 4", ("other",), GAP),
    Measure("the gap between boys and girls at age 11", ("other",), GAP),
    Measure("the gap for children with special educational needs", ("other",), GAP),
    Measure("the time taken to place children for adoption", ("other",), TIME, also=("adoption",), unit=DAYS),
    Measure("the average length of care proceedings", ("other",), TIME, unit=DAYS),
    Measure("performance against most national indicators", ("national-indicators",), PERFORMANCE),
    Measure("performance against the national indicators", ("national-indicators",), PERFORMANCE),
    Measure("the majority of national indicators", ("national-indicators",), PERFORMANCE, plural=True),
    Measure("a large majority of indicators in the National Indicator Set", ("national-indicators",), PERFORMANCE, plural=True),
    Measure("performance against the indicators, including those for staying safe,", ("national-indicators",), PERFORMANCE),
)  # fmt: skip
FRACTIONS = (
    ("young people", "receive a custodial sentence", ()),
    ("pupils", "leave school without a qualification", ()),
    ("care leavers", "are in education, employment or training", LEAVERS),
    ("mothers", "smoke in pregnancy", ()),
    ("looked after children", "have three or more placements", LAC),
    ("young people aged 16 to 18", "are not in education, employment or training", ()),
)
GRADED = ("are good or better", "are good or outstanding", "are inadequate", "are only satisfactory")
OFTEN = ("primary schools", "childminders", "inspected services and settings")  # fmt: skip
LEVELS = Noun("", ("primary-schools", "secondary-schools", "special-schools"), COUNT)


def _settings() -> dict[str, Measure]:
    """Every setting and outcome, in a frame that its label bears."""
    found: dict[str, Measure] = {}

    def add(text: str, noun: Noun, kind: str, *, plural: bool = False, does: str = "be") -> None:
        unit = PERCENT if kind == SHARE else ""
        found[text] = Measure(text, noun.slugs, kind, plural, noun.also, does, unit=unit)

    counted = [noun for noun in SUBJECTS.values() if noun.kind == COUNT]
    for number, noun in enumerate(counted):
        often = noun.bare in OFTEN  # these in every frame, the others in one each
        graded = GRADED[number // 3 % len(GRADED)]
        if often or number % 3 == 0:
            add(f"performance in {noun.text}", noun, PERFORMANCE)
        if often or number % 3 == 1:
            add(f"the proportion of {noun.text} that are good or better", noun, SHARE)
        if often or number % 3 == 2:
            text = f"{noun.bare} {graded}"
            found[text] = Measure(noun.bare, noun.slugs, FRACTION, plural=True, also=noun.also, rest=graded)
        if often:
            add(noun.text, noun, PERFORMANCE, plural=True)
            add(f"the proportion of good or outstanding {noun.bare}", noun, SHARE)
            add(f"{noun.text} ", noun, PERFORM, plural=True, does="perform")
            add(f"the percentage of {noun.text} judged good or better", noun, SHARE)
    # the judgements have every label; of those that cannot be counted one a subject and kind does here
    first = {
        (noun.slugs, noun.kind): noun for noun in reversed(SUBJECTS.values()) if noun.article != "the one "
    }
    for noun in first.values():
        if noun.kind == MASS:
            add(f"the quality of {noun.text}", noun, PERFORMANCE)
            if noun.bare in ("childcare", "post-16 provision", "childminding and childcare"):
                add(noun.text, noun, PERFORMANCE)
                add(f"the proportion of {noun.text} that is good or better", noun, SHARE)
        elif noun.kind in (SINGLE, SERVICES):
            add(noun.text, noun, PERFORMANCE, plural=noun.plural)
        elif noun.kind == OUTCOME:
            add(f"performance in {noun.text}", noun, PERFORMANCE)
            add(f"under {noun.text} performance", noun, PERFORMANCE)
        elif noun.kind == OUTCOMES:
            add(noun.text, noun, PERFORMANCE, plural=True)
        elif noun.kind == JUDGED and noun.shared:
            add(f"performance in {noun.text}", noun, PERFORMANCE)
    for who, does, also in FRACTIONS:
        found[f"{who} {does}"] = Measure(who, ("other",), FRACTION, plural=True, also=also, rest=does)
    add("performance at primary, secondary and special school level", LEVELS, PERFORMANCE)
    return found


MEASURES = {**_settings(), **{m.text: m for m in TOPICS}}
# A second measure, with directions that fit it.
SECOND_MEASURES = {
    m.text: m
    for m in (
        Measure("attainment at Key Stage 4", ("other",), PERFORMANCE),
        Measure("the rate of fixed-term exclusions", ("other",), RATE),
        Measure("performance in secondary schools", ("secondary-schools",), PERFORMANCE),
        Measure("the number of young offenders", ("other",), NUMBER),
        Measure("the proportion of good or better childminders", ("childminders",), SHARE),
    )
}
