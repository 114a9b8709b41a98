# Past 300 lines: the closed classes are long, and stand in one place.
"""The closed classes of English that the grammar leans on, as tables.

In: nothing. Out: what a word or a set phrase does in a sentence (`Kind`, `PHRASES`).
Comparing words are in `comparatives`. Content words - settings, grades,
quantities, comparators - are not here: they come from ontology/ through the lexicon.
"""

from __future__ import annotations

from enum import StrEnum, auto

from ofsted_kg.grammar.lex.fast_enum import direct
from ofsted_kg.text import dates


@direct
class Kind(StrEnum):
    """What a unit of a sentence does."""

    SUBJECT = auto()  # a setting or an outcome
    TOPIC = auto()  # something only a comparison can be about
    REVIEW = auto()  # a serious case review
    GRADE = auto()
    QUANTITY = auto()
    COUNT = auto()  # a number, or a number of a number
    COMPARATOR = auto()
    CUE = auto()  # a comparing word or phrase
    THAN = auto()
    COMPARED = auto()  # "compared with", "in comparison with", "against"
    SHARE = auto()  # "proportion", "percentage"
    BE = auto()
    COPULA = auto()  # "remains", "continues to be"
    JUDGE = auto()  # "judged", "rated", "found"
    HAVE = auto()
    PROVIDE = auto()
    VERB = auto()
    MODAL = auto()
    TO = auto()
    NOT = auto()
    EXCEPT = auto()
    PRONOUN = auto()
    REST = auto()  # "the rest", "the others"
    RELATIVE = auto()
    THAT = auto()
    CONJUNCTION = auto()  # opens a clause of its own
    AND = auto()
    COMMA = auto()
    STOP = auto()  # semicolon, colon, dash
    OPEN = auto()
    CLOSE = auto()
    PREPOSITION = auto()
    WITH = auto()
    DETERMINER = auto()
    ADVERB = auto()
    SHELL_NOUN = auto()  # a noun that stands for the subject before it: "provision", "services"
    ASPECT = auto()  # a noun that names how good something is: "quality", "behaviour"
    HERE = auto()  # "this area", "this outcome": what the heading names
    WORD = auto()


VERBS = frozenset({Kind.BE, Kind.COPULA, Kind.JUDGE, Kind.HAVE, Kind.PROVIDE, Kind.VERB, Kind.MODAL})
# Forms of "be" that have a subject of their own.
FINITE_BE = frozenset({"is", "are", "was", "were"})


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list written with spaces."""
    return frozenset(text.split())


def phrases_of(text: str) -> frozenset[str]:
    """Return the phrases of a list written with commas."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


# Conjunctions that set one clause against another, and those that concede one.
CONTRASTING = words_of("while whilst whereas")
CONTRASTING_OR_CONCEDING = CONTRASTING | words_of("although though")
# Forms of "do" that stand for what was said before, or turn a clause round.
DO = words_of("do does did")


def _numbered(text: str, first: int) -> dict[str, int]:
    return {word: number for number, word in enumerate(text.split(), first)}


def _table(entries: dict[Kind, str]) -> dict[tuple[str, ...], Kind]:
    return {
        tuple(phrase.split()): kind
        for kind, phrases in entries.items()
        for phrase in (part.strip() for part in phrases.split(","))
        if phrase
    }


# One word or a phrase; apostrophes are folded away as the lexicon does ("childrens").
PHRASES: dict[tuple[str, ...], Kind] = _table(
    {
        Kind.BE: "is, are, was, were, be, been, being, has been, have been, had been",
        Kind.COPULA: """
            remain, remains, remained, remaining, become, becomes, became, continue, continues, continued,
            stay, stays, stayed, proved, appear, appears, seem, seems, tend to be, tends to be, risen to be,
            fallen to be, come to be, came out, come out, comes out, came out as, comes out as, come out as,
            turned out, turns out, turn out, turned out to be, turns out to be, turn out to be, ended up,
            ends up, ended up as, finished up, emerged as, passes as, passed as, counts as, count as,
            counted as, qualifies as, qualify as, qualified as, ranks as, ranked as, is down as, went down as,
            goes down as, scrapes by as, passes for, came out at, come out at, comes out at, came down at,
            comes down at, come down at, ended up at, ended at, finished at, settled at
            """,
        Kind.JUDGE: """
            judged, judges, judge, rated, rates, graded, grades, found, finds, find, considered, deemed,
            assessed, evaluated, inspected as, reported as, described as, regarded as, held to be,
            considers, awarded, given, describes, describe, described, resulted in, result in, received,
            receives, receive, gained, achieved, attained, recognised as, confirmed as, got, obtained,
            secured, picked up, landed, notched up, chalked up, clinched, attract, attracts, attracted, earn,
            earns, earned, merit, merits, merited
            """,
        Kind.HAVE: """
            has, have, had, having, holds on to, hold on to, held on to, hangs on to, hang on to, hung on to,
            clings to, cling to, clung to, in receipt of
            """,
        Kind.PROVIDE: """
            provide, provides, provided, providing, offer, offers, offered, offering, deliver, delivers,
            delivered, run, runs, operates, operate, maintains, maintain, includes, include, give, gives,
            gave, comprise, comprises
            """,
        Kind.VERB: """
            do, does, did, perform, performs, performed, performing, achieve, achieves, receive, exceed,
            exceeds, exceeded, make, makes, made, show, shows, showed, shown, indicate, indicates,
            indicated, suggest, suggests, suggested, confirm, confirms, confirmed, reflects, meet, meets,
            met, attend, attends, fell, rise, rises, rose, risen, gain, gains, leave, leaves, go, goes,
            reach, reaches, compare, compares, enter, enters, gets, take, takes, lives, participate,
            participates, say, says, feel, feels, outperform, outperforms, commit, commits, reoffend, went,
            improves, declines, declined, enjoy, enjoys, progresses, require, requires, contribute,
            contributes, demonstrate, demonstrates, demonstrated, falls, lies, stands, stood, sits, spends,
            came, comes, become, stay, believe, believes, believed, think, thinks, thought, claims, claimed,
            starts, started, begins, began, fare, fares, fared, accounts for, account for, accounted for,
            makes up, make up, constitutes, exist, exists, existed, took place, takes place, taken place,
            get, arrived at, arrives at, arrive at, settled on, settles on, settle on, concluded with,
            benefit from, benefits from, benefited from, benefiting from, serve, serves, keep, keeps, kept,
            puts, stand, rank, ranks, allow, allows, enable, enables, encourage, encourages, prepare,
            prepares, respond, responds, saw, sees, vary, varies, differ, differs, lacks, lacked
            """,
        Kind.MODAL: """
            should, would, could, must, may, might, can, cannot, will, aims, aim, aiming, intends, intend,
            needs, need, needed, want, wanted, plans, expects, expected, hopes, hoped, wants, wished, ought,
            set to, working towards, wishes them to, wishes it to, work towards, used to be, target, targets,
            seeks, seek, striving, ensure, ensuring, ensures, in order
            """,
        Kind.TO: "to",
        Kind.NOT: """
            not enough, not nearly enough, not, no longer, never, nor, neither, none, none of, not yet, no,
            not all, not every, less than good, less than outstanding, less than satisfactory, less than
            adequate, worse than good, rather than, instead of, without, nothing, far from, cannot, not one,
            not a single, hardly any, yet to, rarely, seldom, hardly, hardly ever, scarcely, fail to, fails
            to, failed to, failing to, missed being, missed out on being, short of being, close
            to being, anything but, by no means, in no way, not by any means, nowhere,
            not half, nothing like, not anything like
            """,
        Kind.EXCEPT: """
            except, except for, except in, all but, all bar, all except,
            with the exception of, with the exceptions of, apart from, other
            than, excluding, excepting, bar, aside from, save for, save the, save in,
            with the sole exception of, with the notable exception of, with the single exception of,
            the exception is, the only exception is, the exception being, the exceptions being,
            the only exception being, the exceptions are, not including, exception of,
            with the possible exception of, the sole exception is, the one exception is
            """,
        Kind.PRONOUN: """
            they, them, it, this, these, those, both, the latter, the former, each of these, of these, of
            them, of those, all of them, all of these, each of them, both of these, both of them, this one,
            the pair of them, the pair of these, the two of them, the two of these,
            the two, the three, the same, the same number, as many again, all of those
            """,
        Kind.REST: """
            the rest, the remainder, the others, the other, others, remaining, the remaining, the remaining
            quarter, the remaining third, the remaining half, the remaining fifth, the remaining
            one, another, the rest of the, the third, the fourth, the fifth, the sixth, the seventh, the
            eighth, the ninth, the tenth, the eleventh, the twelfth,
            the second, the first, the last, the rest of these, the other one,
            the remaining ones, the balance, the remainder of the
            """,
        Kind.RELATIVE: """
            which, who, whom, where, wherein, whose, of which, in which, for which, to which,
            of whom, to whom, where it, all of which
            """,
        Kind.THAT: "that",
        Kind.CONJUNCTION: """
            but, while, whilst, whereas, although, though, however, because, so, yet, unless, if, when,
            despite, in spite of, in addition to, besides, notwithstanding, since, even though, albeit,
            even if, if still, if slightly, if marginally, if somewhat, the fact that,
            at which time, at which point, by which time, whether, until, in contrast,
            by contrast
            """,
        Kind.AND: "and, or, as well as, together with, along with, plus, and also",
        Kind.PREPOSITION: """
            of, in, for, at, on, by, across, within, from, under, among, amongst, between, throughout,
            towards, into, during, after, before, through, over, about, as, like, including, such as, in
            relation to, with regard to, in respect of, in terms of, in the case of, as regards, against,
            among them, amongst them, thanks to, around, until, upon, amid, amidst, out of, unlike,
            as a result of, due to, because of, be they, according to, following, in need of,
            when it comes to, as far as, so far as, insofar as, in so far as, in the matter of,
            turning to, by the time they are, by the time they reach, with respect to,
            with reference to, regarding, concerning, on the subject of
            """,
        Kind.WITH: "with",
        Kind.DETERMINER: """
            the, a, an, its, their, our, any, councils, authoritys, this, these, those, every, either,
            boroughs, citys, countys, areas, towns, districts, his, her, your, local authoritys, authorities
            """,
        Kind.ADVERB: """
            overall, generally, mainly, mostly, largely, now, also, only, currently, today, nowadays,
            consistently, at least, at the least, at the very least, at a minimum, as a minimum, at any rate,
            at worst, at best, either, just, still,
            already, typically, predominantly,
            broadly, usually, all, both, each, well, securely, again, too, very, quite, really, clearly,
            entirely, merely, simply, at present, recently, previously, formerly, therefore, thus, often,
            sometimes, in some cases, occasionally, in general, on the whole, by and large, on balance,
            all along, in the main, for the most part, in turn, further, furthermore, moreover, more,
            more or less, as yet, so far, thus far,
            in proportion, even, then, there, for so long, for too long,
            similarly, likewise, nearly, almost, about, some, rather, solidly, universally, far, much,
            uniformly, at the time, more often than not, almost without exception, nearly without exception,
            with few exceptions, in every case, in each case, in either case, in both phases, in all cases,
            on average, this time, as a whole, as a result, as being, as, to be, at that time, always,
            particularly, especially, nevertheless, nonetheless, indeed, itself, themselves, without
            exception, for instance, for example, in particular, both of, at the same time, respectively, in
            that order, once, by ofsted, a mixture of, mixture of, a mix of, mix of, nothing more than,
            nothing short of, nothing less than, nothing if not, not
            only, at one time, in former years, some years ago, a few years ago, not long ago, not long since,
            long ago, long since, by rights, meanwhile, in the meantime,
            barely, firmly, alone, everywhere, still further, at last, at the time of the assessment,
            at the time of the inspection, at the time of inspection, at the time of assessment, at the time
            of the review, when last inspected, when previously inspected, when inspected, when first
            inspected, when seen, when last seen, when visited, when last visited, when previously visited,
            when reinspected, when reviewed, when last reviewed, at the last inspection, on the other hand,
            on the one hand, by comparison, in this respect, in this regard, in that respect, for that
            matter, on both counts, on either count, on each count, on every count, in both respects, in each
            respect, in either respect,
            a mere, taken together, taken as a whole, as a group, if only just, if only slightly, if
            only marginally, if only a little, if only by a little, even if only just, even if only
            slightly, albeit only just, even so, for all that, since then, ever since then, albeit only
            slightly, albeit slightly, albeit marginally, as a rule, as a general rule, all told, all in all,
            all things considered, taken all round, to all intents and purposes, as ever, as always, as usual,
            as before, once again, for the time being, for the moment, in sum, in a word,
            to be sure, of course, no doubt, without doubt, without question, beyond doubt, as it happens,
            as might be expected, as one would expect, as one might expect, as could be expected, sad to say,
            needless to say, happy to say, through and through, so to speak, as it were,
            without fail, mind you, not surprisingly, as often as not, if anything, give or take,
            up and down the county, up and down the borough, up and down the city,
            hitherto, heretofore, till then, till lately, until lately, till recently,
            nearly everywhere, almost everywhere, virtually everywhere, though only just,
            though only slightly, although only just, although only slightly, as a body
            """,
        Kind.SHELL_NOUN: """
            provision, services, service, settings, setting, provider, providers, homes, home, agencies,
            agency, institutions, unit, units, centre, centres, ones, one, arrangements, establishments,
            inspections, judgements, judgement, verdict, verdicts, judgments, judgment, inspection judgements,
            inspection outcomes, inspection findings, grade, rating, grades, ratings
            """,
        Kind.ASPECT: """
            quality, overall quality, effectiveness, overall effectiveness, overall performance,
            performance, behaviour, leadership, management, leadership and management, teaching, learning,
            teaching and learning, standards, care, outcomes, work, practice, education, achievement,
            attainment, support, standard, picture, overall picture, profile, position, welfare,
            health, ethos, attendance, progress, pastoral care, curriculum, outcome, contribution, impact,
            boarding, personal development, experience, experiences, guidance, training, protection,
            relationships
            """,
        Kind.HERE: """
            here, this area, this outcome, this outcome area, this aspect, this section, this area of work,
            this theme, the outcome, the outcome area, this judgement area, this aspect of the work, this
            heading, this regard, this respect, this part of the work, this particular area
            """,
        Kind.SHARE: """
            proportion, proportions, percentage, percentages, share, rate, number, numbers, rates,
            percentage of, proportion of
            """,
        Kind.WORD: """
            catching up with, catching up on,
            much of the country, most of the country, parts of the country, other parts of the country,
            child in need, short break, short breaks, short term, performance management,
            virtual school, virtual schools, virtual headteacher, virtual head teacher, virtual school head,
            virtual school headteacher, matching reports, matching report, in house,
            annual report, annual reports, children in care council, care leavers council,
            care leaver council, percentage points, percentage point,
            care leavers forum, care leavers group, children in care and care leaver council,
            free school meals, free school meal, school meals, school meal,
            local safeguarding children board, local safeguarding childrens board,
            safeguarding children board, safeguarding childrens board,
            safeguarding board, safeguarding boards,
            local safeguarding children boards, multi agency, inter agency,
            requires improvement to be good, require improvement to be good,
            requiring improvement to be good, requires improvement, requiring improvement
            """,
        Kind.THAN: "than",
        Kind.COMPARED: """
            compared with, compared to, in comparison with, in comparison to, relative to, against, when
            compared with, when compared to, by comparison with, in contrast to, in contrast with, set
            against, when set against, set beside, when set beside, comparison with, compares with, compares
            to, compare with, compare to, as against, as opposed to, compared, compared against,
            measured against, versus, contrasts with, as compared with, as compared to, comparing with,
            comparing to, next to, put against, put beside, put next to, put alongside, set alongside,
            set next to, placed against, placed beside, placed alongside, held up against, pitted against,
            weighed against, ranged against, judged against, when put against, when put beside,
            when put alongside, when set alongside, when placed against, when placed beside,
            when held up against, put side by side with, set side by side with, placed side by side with,
            when put side by side with
            """,
    }
)
PHRASES |= {(",",): Kind.COMMA, ("(",): Kind.OPEN, ("[",): Kind.OPEN, (")",): Kind.CLOSE, ("]",): Kind.CLOSE}
PHRASES |= {(mark,): Kind.STOP for mark in (";", ":", "–", ".", "•")}
# What ends as an adverb does and is none.
NOT_ADVERBS = words_of("family early elderly supply reply july assembly friendly")
# A sentence that begins with one of these asks for something; it does not say that it is so.
IMPERATIVES = words_of(
    """
    improve increase ensure raise reduce develop secure make provide continue strengthen work address
    narrow close sustain maintain achieve bring accelerate complete learn implement extend establish take
    """
)
# How a grade changes: "slipped from good to satisfactory".
CHANGES = words_of(
    """
    improved moved risen declined fallen upgraded raised dropped deteriorated improving slipped rose fell gone
    lapsed relapsed regressed climbed sunk sank come came
    went downgraded progressed
    """
)
NUMBERS = _numbered(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty""",
    0,
)
NUMBERS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
# A number after one of these is a label, not a count: "Key Stage 4", "Year 11", "aged five".
NOT_COUNTED = words_of(
    """
    stage stages year years age aged ages level levels grade ks post gcse p page
    """
)
# What may join one member or clause to the next, and what may part them.
JOINTS = frozenset({Kind.COMMA, Kind.STOP, Kind.AND, Kind.CONJUNCTION})
BOUNDARIES = JOINTS | {Kind.CLOSE}
# What says nothing of its own beside what it stands with: "the", "also"; with what may part these.
FILLERS = frozenset({Kind.DETERMINER, Kind.ADVERB})
PADDING = FILLERS | {Kind.COMMA}
FILLERS_AND_JOINTS = FILLERS | JOINTS
# "in the", "still among the": what leads in a place, a setting or how far.
LEADS_IN = FILLERS | {Kind.PREPOSITION}
# "than | that in the", "what is found among": what leads in other places.
BEFORE_PLACES = LEADS_IN | {Kind.PRONOUN, Kind.THAT}
# What joins the members of a list, of a long one (which semicolons part), of a piece that no stop parts; and
# clauses, which a comma alone does not.
MEMBER_JOINTS = frozenset({Kind.COMMA, Kind.AND})
LIST_JOINTS = MEMBER_JOINTS | {Kind.STOP}
RUNNING_JOINTS = JOINTS - {Kind.STOP}
CLAUSE_JOINTS = JOINTS - {Kind.COMMA}
# What the vocabulary names; with the nouns of figures; with those that only stand for, or measure, what is
# named; and with all others.
NAMES = frozenset({Kind.SUBJECT, Kind.TOPIC})
NAMED = NAMES | {Kind.SHARE}
KNOWN_NOUNS = NAMED | {Kind.ASPECT, Kind.SHELL_NOUN}
NOUNS = KNOWN_NOUNS | {Kind.WORD}
# What tells how many, and is no noun by itself.
PARTS = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.REST})
# "most of them now", "with the rest": a part of what was named before.
SOME_OF_THEM = PARTS | {Kind.PRONOUN, Kind.ADVERB, Kind.PREPOSITION}
# "is", "remains"; "is considered to be".
COPULAS = frozenset({Kind.BE, Kind.COPULA})
LINKING_VERBS = COPULAS | {Kind.JUDGE}
# A clause with one of these says something itself.
SAYS_SOMETHING = frozenset({Kind.GRADE, Kind.COMPARATOR, Kind.CUE, Kind.THAN, Kind.NOT, Kind.COMPARED})
# What a hyphen or a dash right before a number is read as: "-0.9", "(–0.1)".
MINUS = "−"
MONTHS = {name: number for number, name in enumerate(dates.MONTHS, 1)}
