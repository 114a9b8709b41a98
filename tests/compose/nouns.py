# ruff: noqa: E501 - tables read best on one line
"""The subjects: every setting and outcome by its public labels, as noun phrases, and piles of them.

In: ontology/. Out: ``SUBJECTS`` by name. A label that is only half a phrase is made whole
("looked after children" as "services for looked after children"); a few that cannot stand as
the subject of a grade are left out, each with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rdflib import SKOS, Graph

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"

COUNT = "count"  # plural, can be counted: primary schools
SERVICES = "services"  # plural, one service: adoption services
MASS = "mass"  # singular without article: childcare
SINGLE = "single"  # singular with article: the fostering service
OUTCOME = "outcome"  # staying safe
JUDGED = "judged"  # an outcome's name that only fits "judgements on ..."
OUTCOMES = "outcomes"  # outcomes for children and young people


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase with what it stands for."""

    bare: str
    slugs: tuple[str, ...]
    kind: str
    article: str = ""
    also: tuple[str, ...] = ()
    shared: bool = False  # a pile

    @property
    def text(self) -> str:
        """The phrase as it stands alone."""
        return self.article + self.bare

    @property
    def plural(self) -> bool:
        """Whether its verb is plural."""
        return self.kind in (COUNT, SERVICES, OUTCOMES)


# Labels that no grade is given to as they stand.
LEFT_OUT = {
    "all settings": "the label holds a quantity",
    "all services and settings": "the label holds a quantity",
    "all five outcomes": "the label holds a quantity",
    "all outcomes": "the label holds a quantity",
    "every child matters outcomes": "stands in its own frame",
    "primary": "an adjective; stands in piles",
    "secondary": "an adjective; stands in piles",
    "school": "the singular is about one school, not a setting",
    "childminder": "the singular is about one person",
    "leaving care": "a phase; the service has labels of its own",
    "health outcomes": "a grade of an area's life is no judgement",
    "outcomes": "a bare word; stands in the outcome's section",
}
LEFT_OUT_SLUGS = ("capacity-to-improve", "service-management")  # scoring does not ask for them
PEOPLE = ("care leavers", "children in care", "looked after children", "disabled children")
MASS_HEADS = ("provision for", "childcare on", "boarding provision")
SINGLE_ENDINGS = ("service", "agency", "school", "unit", "college", "home", "form", "pru", "phase")
VERBS = ("achieve ", "enjoy and", "enjoying &", "be ", "make ", "stay ", "positive contribution", "economic")


def noun(label: str, slug: str, scheme: str) -> Noun | None:
    """Return the phrase for a label, or None where it cannot be graded as it stands."""
    text = label if label[:3] in ("PRU", "Con") else label[0].lower() + label[1:]
    low = text.lower()
    if low in LEFT_OUT or slug in LEFT_OUT_SLUGS:
        return None
    if scheme == "outcome":
        if slug == "all-outcomes":
            return Noun(text, (slug,), OUTCOMES)
        return Noun(text, (slug,), JUDGED if low.startswith(VERBS) else OUTCOME)
    if low in PEOPLE or low.startswith("children with"):
        return Noun(f"services for {text}", (slug,), SERVICES)
    if low.startswith(MASS_HEADS) or low == "early years":
        return Noun(text, (slug,), MASS)
    if low.endswith(SINGLE_ENDINGS):
        article = "the one " if low.endswith(("school", "home", "form")) else "the "
        return Noun(text, (slug,), SINGLE, article)
    if low.startswith(("services for", "arrangements for")) or low.endswith(("services", "arrangements")):
        return Noun(text, (slug,), COUNT if slug == "all-settings" else SERVICES)
    if low.endswith("s"):
        # "schools and other settings" are the settings, and schools among them
        return Noun(text, (slug,), COUNT, also=("schools",) if low.startswith("schools and") else ())
    return Noun(text, (slug,), MASS)


def labels(scheme: str) -> list[tuple[str, str]]:
    """Return slug and public label of every concept of a scheme, in order."""
    graph = Graph().parse(ONTOLOGY / f"{scheme}.ttl")
    found = {
        (str(slug), str(label))
        for concept, slug in graph.subject_objects(SKOS.notation)
        for name in (SKOS.prefLabel, SKOS.altLabel)
        for label in graph.objects(concept, name)
    }
    return sorted(found)


def _vocabulary() -> dict[str, Noun]:
    found: dict[str, Noun] = {}
    for scheme in ("setting", "outcome"):
        for slug, label in labels(scheme):
            made = noun(label, slug, scheme)
            if made is not None:
                found.setdefault(made.text, made)
    return found


PILES = tuple(
    Noun(bare, slugs, kind, article, shared=True)
    for bare, slugs, kind, article in (
        ("primary and secondary schools", ("primary-schools", "secondary-schools"), COUNT, ""),
        ("nursery, primary and special schools", ("nursery-schools", "primary-schools", "special-schools"), COUNT, ""),
        ("special schools and pupil referral units", ("special-schools", "pupil-referral-units"), COUNT, ""),
        ("childminders and childcare settings", ("childminders", "childcare"), COUNT, ""),
        ("sixth forms and colleges", ("sixth-forms", "colleges"), COUNT, ""),
        ("children's homes and residential special schools", ("childrens-homes", "residential-special-schools"), COUNT, ""),
        ("childminding and childcare", ("childminders", "childcare"), MASS, ""),
        ("primary and nursery provision", ("primary-schools", "nursery-schools"), MASS, ""),
        ("early years and childcare provision", ("early-years", "childcare"), MASS, ""),
        ("sixth form and college provision", ("sixth-forms", "colleges"), MASS, ""),
        ("fostering and adoption services", ("fostering", "adoption"), SERVICES, "the council's "),
        ("fostering, adoption and private fostering services", ("fostering", "adoption", "private-fostering"), SERVICES, "the local authority's "),
        ("adoption and fostering agencies", ("adoption", "fostering"), SERVICES, "the "),
        ("safeguarding and looked after children services", ("safeguarding", "looked-after-children"), SERVICES, ""),
        ("staying safe and being healthy", ("staying-safe", "being-healthy"), JUDGED, ""),
        ("being healthy, enjoying and achieving and staying safe", ("being-healthy", "enjoying-and-achieving", "staying-safe"), JUDGED, ""),
    )
)  # fmt: skip
SUBJECTS: dict[str, Noun] = {**_vocabulary(), **{pile.text: pile for pile in PILES}}

# One phrase a setting, for the second subject of a sentence.
SECOND = {
    n.text: n
    for n in (
        Noun("nursery schools", ("nursery-schools",), COUNT),
        Noun("primary schools", ("primary-schools",), COUNT),
        Noun("secondary schools", ("secondary-schools",), COUNT),
        Noun("special schools", ("special-schools",), COUNT),
        Noun("pupil referral units", ("pupil-referral-units",), COUNT),
        Noun("school sixth forms", ("sixth-forms",), COUNT),
        Noun("colleges", ("colleges",), COUNT),
        Noun("children's homes", ("childrens-homes",), COUNT),
        Noun("childminders", ("childminders",), COUNT),
        Noun("childcare settings", ("childcare",), COUNT),
        Noun("childcare", ("childcare",), MASS),
        Noun("childminding", ("childminders",), MASS),
        Noun("early years provision", ("early-years",), MASS),
        Noun("post-16 provision", ("post-16",), MASS),
        Noun("private fostering", ("private-fostering",), MASS),
        Noun("fostering service", ("fostering",), SINGLE, "the "),
        Noun("adoption agency", ("adoption",), SINGLE, "the "),
        Noun("youth service", ("youth-service",), SINGLE, "the "),
        Noun("residential special school", ("residential-special-schools",), SINGLE, "the "),
        Noun("private fostering arrangements", ("private-fostering",), SERVICES),
        Noun("safeguarding arrangements", ("safeguarding",), SERVICES),
        Noun("services for looked after children", ("looked-after-children",), SERVICES),
        Noun("services for care leavers", ("care-leavers",), SERVICES),
    )
}
