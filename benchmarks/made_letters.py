"""Letters for benchmarks: as many as wanted, all different, the same every time.

In: a number and a folder. Out: that many letters of 2009 to 2011 about invented councils,
and the register that knows them. Sentences are drawn with a seeded random generator.
"""

from __future__ import annotations

import random
from pathlib import Path

SETTINGS = (
    "primary schools",
    "secondary schools",
    "childminders",
    "childcare settings",
    "nursery schools",
    "children's homes",
    "special schools",
    "school sixth forms",
    "pupil referral units",
    "colleges",
)
SERVICES = ("fostering", "adoption", "private fostering", "youth")
GRADES = ("good", "satisfactory", "inadequate", "outstanding", "good or better", "good or outstanding")
QUANTITIES = ("Most", "All", "The majority of", "A large majority of", "Half of the", "Nearly all", "Some")
DIRECTIONS = ("higher than", "lower than", "in line with", "above", "below")
MEASURES = (
    "The proportion of young people who are not in education, employment or training",
    "The rate of permanent exclusions",
    "The percentage of pupils who gain five good passes at 16",
    "School attendance",
    "The number of first-time offenders",
    "The stability of placements for looked after children",
)
PLACES = ("in similar areas", "the national average", "that of statistical neighbours", "the national figure")
WORDS = {4: "excellently", 3: "well", 2: "adequately", 1: "poorly"}
KINDS = {
    2009: ("annual rating", "rating"),
    2010: ("assessment", "assessment"),
    2011: ("assessment", "assessment"),
}
COLUMNS = (
    "gss_code,former_gss_codes,official_name,name,type,region,start_date,end_date,replaced_by,"
    "dfe_code,ofsted_urn,latitude,longitude"
)


# Paragraphs of a letter, and sentences of each.
LONG, SHORT = (4, 6), (1, 3)


def write_letters(
    count: int, folder: Path, seed: int = 2009, councils: int = 0, size: tuple[int, int] = LONG
) -> Path:
    """Write the letters below ``folder / "letters"``; return the path of their register.

    Each council has three, or as many as ``councils`` councils need: then on different days
    (28 a year at most, 84 a council).
    """
    chance = random.Random(seed)
    letters = folder / "letters"
    letters.mkdir(parents=True)
    if councils:
        return _crowded(chance, count, folder, councils, size)
    councils = -(-count // 3)
    rows = [COLUMNS]
    for number in range(councils):
        name = f"Benchshire {number:04d}"
        rows.append(f"E9{number:07d},,{name} County Council,{name},County,London,,,,,,,")
        for year in (2009, 2010, 2011):
            if number * 3 + year - 2009 < count:
                path = letters / f"{year}-benchshire-{number:04d}.txt"
                path.write_text(_letter(chance, name, year, size=size), encoding="utf-8")
    register = folder / "register.csv"
    register.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return register


def _crowded(chance: random.Random, count: int, folder: Path, councils: int, size: tuple[int, int]) -> Path:
    names = [f"Benchshire {number:04d}" for number in range(councils)]
    for place in range(count):
        turn, number = divmod(place, councils)
        day, year = turn // 3 + 1, 2009 + turn % 3
        path = folder / "letters" / f"{year}-{day:02d}-benchshire-{number:04d}.txt"
        path.write_text(_letter(chance, names[number], year, day, size), encoding="utf-8")
    register = folder / "register.csv"
    lines = (f"E9{n:07d},,{name} County Council,{name},County,London,,,,,,," for n, name in enumerate(names))
    register.write_text("\n".join([COLUMNS, *lines]) + "\n", encoding="utf-8")
    return register


def _letter(
    chance: random.Random, council: str, year: int, day: int = 0, size: tuple[int, int] = LONG
) -> str:
    kind, noun = KINDS[year]
    title = f"Children's services {kind}" if year == 2009 else f"Annual children's services {kind}"
    score = chance.choice((1, 2, 3, 3, 3, 4))
    paragraphs = [
        f"{day or chance.randint(1, 28)} December {year}",
        f"Ms Jo Penhaligon\nDirector of Children's Services\n{council} County Council\nCounty Hall\nBS1 1AA",
        "Dear Ms Penhaligon",
        title,
        "There are four levels in the scale of the annual rating:",
        "4\tPerforms excellently\tFar beyond minimum requirements\n"
        "3\tPerforms well\tBeyond minimum requirements\n"
        "2\tPerforms adequately\tOnly minimum requirements\n"
        "1\tPerforms poorly\tBelow minimum requirements",
        f"Children's services {noun}\tPerforms {WORDS[score]} ({score})",
        f"Children's services in {council} County Council perform {WORDS[score]}.",
        *(" ".join(_sentence(chance) for _ in range(size[1])) for _ in range(size[0])),
        "Yours sincerely",
        "Sam Ashdown\nDivisional Manager",
    ]
    return "\n\n".join(paragraphs) + "\n"


def _sentence(chance: random.Random) -> str:
    kind = chance.randrange(4)
    if kind == 0:
        return f"{chance.choice(QUANTITIES)} {chance.choice(SETTINGS)} are {chance.choice(GRADES)}."
    if kind == 1:
        one, other = chance.sample(SERVICES, 2)
        return (
            f"The {one} service is {chance.choice(GRADES[:4])} but the {other} service is only satisfactory."
        )
    if kind == 2:
        return f"{chance.choice(MEASURES)} is {chance.choice(DIRECTIONS)} {chance.choice(PLACES)}."
    return (
        f"With the exception of {chance.choice(SETTINGS)}, judgements on staying safe are "
        f"{chance.choice(GRADES)} in all settings."
    )
