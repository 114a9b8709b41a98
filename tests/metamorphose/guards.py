"""Which rows bear a change. In: a row. Out: yes or no; where in doubt, no."""

from __future__ import annotations

import re
from functools import cache

from metamorphose.rows import Row

# "Primary schools ... are", "The council has": a clause, not a heading or an item of a list.
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|remains?|became|becomes?|performs?|performed|exceeds?"
    r"|exceeded|falls?|fell|stands?|stood|improved|rose|rises|provides?|provided|offers?|gave|gives?|found"
    r"|finds|compares?|match(?:e[sd])?|makes?|made|achieve[sd]?|attain(?:ed|s)?|gain(?:ed|s)?"
    r"|lags?|trails?|outperforms?|beats?|shows?|includes?|mirrors?|received|receives?|lies?|lie|takes?|took|leads?"
    r"|says|runs|meets?|met|proved|prove[sd]?|ranges?|var(?:y|ies)|live|judge[sd]?|rate[sd]?|seems?|appears?)\b"
    r"|n't\b|'s (?:good|not)\b"
)
# ", which is greater than in similar areas.": what is left of an item of a list is no clause.
RELATIVE = re.compile(r", (?:which|who|whose|where)\b[^,]*\.$| \d+ where [^,]*\.$")
# "Improve inadequate schools.": told to do it, so that nothing said behind it is stated.
IMPERATIVE = re.compile(
    r"(?:Improve|Raise|Reduce|Ensure|Increase|Strengthen|Secure|Achieve|Act|See|Tackle|Bring|Make|Keep|Maintain"
    r"|Continue|Address|Work|Develop|Narrow|Close|Cut|Lower|Help|Support|Build|Move|Turn|Provide|Review|Take"
    r"|Set|Use|Give|Lift|Sustain|Drive|Consider|Note|Compare|Get|Lessen|Halve)\b"
)
# "Parents say", "the aim is", "if", "should": what is added behind might be said, wished or supposed too.
NOT_STATED = re.compile(
    r"\b(?:says?|said|told|tells?|thinks?|thought|believes?|believed|feels?|felt|considers?|reports?|reported"
    r"|describes?|described|views?|opinions?|claims?|claimed|suggests?|assum\w+|accept\w*|recogni[sz]es?|agree\w*"
    r"|value|values|rates?|self-\w+|survey\w*|questionnaires?|council (?:itself )?judge[sd]"
    r"|complain\w*|hop(?:es?|ed|ing)|aims?|aimed|aiming|plans?|planned|intends?|intention|expect\w*|wants?|wish\w*|targets?"
    r"|goals?|priorit\w+|essential|important|confident|ambiti\w+|aspir\w+|needs?|needed|should|must|would|could"
    r"|may|might|can|will|likely|danger|risks?|determined|seeks?|sought|strives?|tr(?:y|ies|ied|ying)|objective"
    r"|strategy|clear|unclear|doubts?|doubtful|evidence|whether|if|unless|until|when|wherever|whenever|where"
    r"|were to|so that|in order|enough|promis\w+|predict\w*|forecast\w*|call(?:s|ed)?|becomes?|ready|required"
    r"|set (?:itself|out)|headteachers|vision|commit\w+|no doubt|because|since|proof|shows? that|states?"
    r"|stated|admit\w*|insist\w*|argue\w*|den(?:y|ies|ied)|dispute\w*|question\w*|ask\w*|cannot|fears?)\b",
    re.IGNORECASE,
)
# "They", "the rest", "both", "the rate", "performance": it leans on what was said before, if something was.
LEANING = re.compile(
    r"\b(?:it|its|they|their|theirs|them|these|those|this|that of|the rest|the others?|others?|both|neither"
    r"|either|the (?:former|latter|same|remainder|first|second|third|last|exceptions?|reverse|opposite|two"
    r"|three|four|figures?|rates?|proportions?|shares?|numbers?|average|position|picture|gap|service|services"
    r"|settings?|provision|schools?|homes?|council|borough|remaining)|two|three|four|five|six|half|one|some|such"
    r"|same|remaining|elsewhere|here|there|likewise|so|too|also|similarly|as well|all|none|another|a further"
    r"|same|again|overall|however|nonetheless|even so|settings?|services? (?:is|are|was|were))\b",
    re.IGNORECASE,
)
# "Both": of as many as were named, so that one more makes them others.
SETS = re.compile(
    r"\b(?:both|neither|all (?:two|three|four|of)|the (?:first|second|third|last)|these)\b", re.IGNORECASE
)
# Said of all there is, or of nothing that has a name: what was named before takes its place.
GENERIC = re.compile(
    r"[=~] (?:all-\w+|other|schools|national-indicators|childrens-services)\b|except (?!childcare)|^\?"
)
# "In special schools", "Nationally": what stands in front holds for what is added behind as well.
FRAME = re.compile(
    r"(?:In|On|At|For|By|Of|From|With|Among|Amongst|Across|Over|Under|During|Within|Throughout|Against|Outside"
    r"|Beyond|Beside|Between|Since|Before|After|Until|Compared|Set|Seen|Unlike|Like|As|Nationally|Elsewhere|Here"
    r"|Locally|Last|This|That|Once|When|Where|While|Whereas|Whilst|Although|Though|If|Unless|Despite|Because"
    r"|Apart|Except|Taken|Judged|Having|Being|Not|Nowhere|Nor|Only|So|Such|Behind|Above|Below)\b"
)
# "Similar areas do better", "the national average is": what follows with "with" might be of these.
OF_OTHERS = re.compile(
    r"\b(?:similar \w+|those in \w+ \w+|national (?:average|figure|rate)|England(?:'s)?(?: average)?"
    r"|nationally|neighbours|average)"
    r" (?:is|are|was|were|does?|has|have|being|places?|trails?|exceeds?|nine|ten)\b",
    re.IGNORECASE,
)
# Words at the start that are written small behind a lead-in; a name is not.
COMMON = re.compile(
    r"(?:The|Primary|Secondary|Special|Most|All|Fostering|Adoption|Children's|Childminders|Nearly|Half|Two|Three"
    r"|Some|A (?!levels?)|An|Performance|Attendance|Exclusions|Private|School|Nursery|Nurseries|Both|Few|None"
    r"|No|Provision|Colleges|Outcomes|Results|Attainment|Absence|Pupil)\b"
)
# A list with labels, or an item of one: "Fostering – adequate, adoption – good."
LISTED = re.compile(r": |:$| [–—-] |•|\t")
PAST = re.compile(
    r"\b(?:was|were|had|did|became|fell|rose|found|gave|judged|rated|improved|19\d\d|20\d\d|last|then)\b"
)


@cache
def sentences(row: Row) -> int:
    """Return how many sentences it has."""
    return len(re.findall(r"[.?!](?= |$)", row.text)) or 1


@cache
def is_clause(row: Row) -> bool:
    """Whether all of it is said in whole sentences, under no heading: no item, heading, order or question."""
    return (
        row.heading is None
        and row.text[:1].isupper()
        and row.text.endswith(".")
        and all(FINITE.search(RELATIVE.sub("", part)) for part in re.split(r"(?<=[.?!]) ", row.text))
        and not IMPERATIVE.match(row.text)
        and not LISTED.search(row.text)
    )


@cache
def is_stated(row: Row) -> bool:
    """Whether it is stated, and not somebody's view, a wish, a demand or a condition."""
    return not NOT_STATED.search(row.text)


def bears_a_clause(row: Row) -> bool:
    """Whether a clause may follow in the same sentence without falling under what the row says."""
    return is_clause(row) and is_stated(row) and not FRAME.match(_last(row))


def bears_a_phrase(row: Row) -> bool:
    """Whether "with" and a judgement may follow: a statement with a fact, of now, that has no such phrase."""
    return (
        bears_a_clause(row)
        and bool(row.facts)
        and not row.facts[-1].startswith("?")
        and not PAST.search(_last(row))
        and not re.search(r"\bwith\b|\bexcept|\(|; ", _last(row))
        and not OF_OTHERS.search(row.text)
    )


@cache
def stands_alone(row: Row) -> bool:
    """Whether it says the same behind a sentence about something else: nothing in it looks for its like."""
    first = re.split(r"(?<=[.?!]) |; |, (?:and|but|while)\b", row.text)[0]
    return not LEANING.search(first) and not SETS.search(row.text) and not _is_generic(row)


def takes_a_clause(row: Row) -> bool:
    """Whether a clause may stand before it in its sentence: nothing at all in it looks for its like."""
    return sentences(row) == 1 and not LEANING.search(row.text) and not _is_generic(row)


def may_be_led(row: Row) -> bool:
    """Whether words may stand before it, its own first word then being written small."""
    return is_clause(row) and bool(COMMON.match(row.text))


def led(row: Row, words: str) -> str:
    """Return its text behind these words."""
    return words + row.text[0].lower() + row.text[1:]


def says(row: Row, words: str) -> bool:
    """Whether it has these words already (a regular expression)."""
    return bool(re.search(words, f"{row.text} {' '.join(row.facts)}", re.IGNORECASE))


def _is_generic(row: Row) -> bool:
    return any(GENERIC.search(fact) for fact in row.facts)


def _last(row: Row) -> str:
    return re.split(r"(?<=[.?!]) ", row.text)[-1]
