# ruff: noqa: E501, S311 - sentences read best on one line; the choices are seeded, no secrets
"""Writes letters about invented councils in many shapes, with what must be read from them.

In: a seed. Out: the text of a letter, and its facts. The letters are our own writing; they
vary in framework, wrapping, tables, bullets, heads, dates, names, footers and quotes.
"""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field
from datetime import date

from ofsted_kg.model import Council, Document
from ofsted_kg.register import Register

OUTCOMES = {
    "being-healthy": "Being healthy",
    "staying-safe": "Staying safe",
    "enjoying-and-achieving": "Enjoying and achieving",
    "making-a-positive-contribution": "Making a positive contribution",
    "achieving-economic-well-being": "Achieving economic well-being",
}
REGISTER = Register(
    [
        Council(
            "Northmoor", "Northmoor Metropolitan Borough Council", "X08000901", kind="metropolitan-district"
        ),
        Council("Thornshire", "Thornshire County Council", "X10000902", kind="county"),
        Council(
            "Eastwick and Vale", "London Borough of Eastwick and Vale", "X09000903", kind="london-borough"
        ),
        Council("Penhallow", "City of Penhallow Council", "X06000904", kind="unitary-authority"),
        Council("St. Brannoc", "St Brannoc Council", "X06000905", kind="unitary-authority"),
        Council("Marlport-on-Sea", "Marlport-on-Sea Borough Council", "X06000906", kind="unitary-authority"),
        Council("Alderdale", "Royal Borough of Alderdale", "X09000907", kind="london-borough"),
        Council("Great Haven", "Great Haven City Council", "X06000908", kind="unitary-authority"),
    ]
)
PRINTED = {
    "Northmoor": ("Northmoor Metropolitan Borough Council", "Northmoor MBC", "Metropolitan Borough of Northmoor", "Northmoor Council"),
    "Thornshire": ("Thornshire County Council", "Thornshire CC", "County Council of Thornshire", "Thornshire Council"),
    "Eastwick and Vale": ("London Borough of Eastwick and Vale", "Eastwick & Vale Council", "LB of Eastwick & Vale"),
    "Penhallow": ("City of Penhallow Council", "Penhallow City Council", "Council of the City of Penhallow", "City of Penhallow"),
    "St. Brannoc": ("St Brannoc Council", "St. Brannoc Council", "Borough of St Brannoc"),
    "Marlport-on-Sea": ("Marlport-on-Sea Borough Council", "Marlport on Sea Borough Council", "Borough of Marlport-on-Sea"),
    "Alderdale": ("Royal Borough of Alderdale", "The Royal Borough of Alderdale", "Alderdale Council"),
    "Great Haven": ("Great Haven City Council", "City of Great Haven"),
}  # fmt: skip
# honorific, name, the name in ordinary case, surname
PEOPLE = (
    ("Ms", "Aroha Ngata", "Ngata"),
    ("Mr", "Tobias Finch-Hatton", "Finch-Hatton"),
    ("Dr", "Siobhan O'Malley", "O'Malley"),
    ("Mrs", "Joan McTavish", "McTavish"),
    ("Professor", "Paul de Souza", "de Souza"),
    ("Councillor", "Gita Rao", "Rao"),
    ("Sir", "Humphrey Waite", "Waite"),
    ("Miss", "J. R. Pell", "Pell"),
)
ROLES = (
    "Director of Children's Services",
    "Executive Director of Children's Services",
    "Corporate Director, Children and Young People",
    "Interim Strategic Director for Children, Schools and Families",
)
SIGNERS = (
    ("Flora Haddow", "Divisional Manager", "Office for Standards in Education"),
    ("Jonah Prideaux", "Director, Quality, Performance and Methods", "Commission for Social Care Inspection"),
    ("Mary-Anne van der Linde", "Regional Divisional Manager", "Ofsted"),
    ("Keith O'Hara", "Divisional Manager, CAA", ""),
)
STRENGTHS = (
    "high rates of immunisation",
    "strong partnership with the primary care trust, which has cut waiting times for therapy for the youngest children and their families",
    "good colleges.",
    "the work of the youth council - now in its third year",
    "post-16 participation",
    "All schools take part in the healthy schools programme.",
    "stability of placements & support for foster carers",
)
AREAS = (
    "fixed-term exclusions from secondary schools",
    "too few care leavers in education, employment or training, a figure that has fallen in each of the last three years",
    "Waiting times.",
    "the timeliness of initial assessments; staff turnover",
    "Under-18 conceptions",
)
PROSE = (
    "Most of the inspected nurseries are good or better and one is outstanding. The council and its partners have worked hard "
    "to keep young children well, and waiting times for therapy have been cut by half since last year.",
    "The pupil referral unit is satisfactory. A smaller proportion of young people offend than in similar areas, and the "
    "youth service reaches more of those who need it than it did two years ago.",
    "Private fostering is inadequate because visits are not made on time. Fostering and adoption are good, however, and "
    "children say that they feel safe where they live.",
)
FOOTERS = (
    "{council} annual performance letter {year}",
    "Ofsted letter to {council}",
    "Page {page} of 4",
    "{page}",
    "- {page} -",
)
SCALE = {
    "apa": (("4", "Far more than users must be given", "Very good"),
            ("3", "Always more than users must be given", "Good/promising"),
            ("2", "No more than users must be given", "Adequate"),
            ("1", "Less than users must be given", "Inadequate")),
    "rating": (("4", "Performs excellently", "Far beyond minimum requirements"),
               ("3", "Performs well", "Beyond minimum requirements"),
               ("2", "Performs adequately", "Only minimum requirements"),
               ("1", "Performs poorly", "Below minimum requirements")),
}  # fmt: skip
WORDS = {4: "outstanding", 3: "good", 2: "adequate", 1: "inadequate"}
PERFORMS = {4: "excellently", 3: "well", 2: "adequately", 1: "poorly"}
LABELS = {
    2005: (
        ("social-care-services", "The contribution of the local authority's social care services in maintaining and improving outcomes for children and young people"),
        ("education-services", "The contribution of local authority's education services in maintaining and improving outcomes for children and young people."),
        ("childrens-services", "The contribution of the local authority's children's services in maintaining and improving outcomes for children and young people."),
        ("capacity-to-improve", "The council's overall capacity to improve its services for children and young people"),
    ),
    2006: (
        ("childrens-services", "The contribution of the local authority's children's services in maintaining and improving outcomes for children and young people"),
        ("capacity-to-improve", "The council's overall capacity to improve its services for children and young people"),
        ("social-care-services", "The contribution of the local authority's social care services in maintaining and improving outcomes for children and young people"),
    ),
    2007: (
        ("overall-effectiveness", "Overall effectiveness of children's services"),
        *OUTCOMES.items(),
        ("capacity-to-improve", "Capacity to improve, including the management of services for children and young people"),
    ),
}  # fmt: skip


@dataclass
class Facts:
    """What must be read."""

    framework: str
    council: str
    date: date
    addressee: str
    honorific: str
    role: str
    signatories: list[str]
    ratings: set[tuple[str, int | None, str]] = field(default_factory=set)
    findings: list[tuple[str, str, str]] = field(default_factory=list)


class Composer:
    """Writes one letter."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        pick = self.random.choice
        self.year = pick((2005, 2006, 2007, 2008, 2009, 2010, 2011))
        self.family = (
            "apa" if self.year < 2009 else "annual-rating" if self.year == 2009 else "annual-assessment"
        )
        self.council = pick(REGISTER.councils)
        self.printed = pick(PRINTED[self.council.name])
        self.markdown = pick((True, False))
        self.wrap = pick((0, 0, 70, 78))
        self.table = pick(("tab", "pipe", "space", "html", "colon", "stacked"))
        self.mark = pick(("•", "-", "*", "–", "o", "\uf0b7", "▪", "li", "1.", "(a)", "i)", "lone", "none"))
        self.listing = pick(("inner", "inner", "table", "summary", "outer", "columns"))
        self.curly = pick((True, False))
        self.nbsp = pick((True, False, False))
        self.footers = pick(("none", "between", "inside"))
        self.capitals = pick((True, False, False))
        self.grade_form = pick(("number", "word", "both", "Grade", "both2"))
        self.facts = Facts(
            f"{self.family}-{self.year}",
            self.council.gss_code,
            date(self.year, 12, pick((1, 9, 22))),
            "",
            "",
            "",
            [],
        )
        self.apart = pick((True, False))
        self.page = 1

    def compose(self) -> str:
        """Write the letter."""
        parts = [*self.head(), *self.body(), *self.tail()]
        text = "\n\n".join(part for part in parts if part)
        if self.curly:
            text = text.replace("'", "’")
        if self.nbsp:
            text = text.replace("Key Stage", "Key\u00a0Stage").replace("of the", "of\u00a0the")
        return text

    def head(self) -> list[str]:
        """Address, date, addressee, greeting and title, in some order."""
        pick = self.random.choice
        honorific, name, surname = pick(PEOPLE)
        role = pick(ROLES)
        day = self.facts.date
        suffix = "st" if day.day == 1 else "nd" if day.day == 22 else "th"
        printed_day = pick(
            (
                f"{day.day} December {day.year}",
                f"{day.day}{suffix} December {day.year}",
                f"{day.day}{suffix} December, {day.year}",
                f"December {day.day}, {day.year}",
                f"{day.day:02}/12/{day.year}",
                day.isoformat(),
                f"Date: {day.day} December {day.year}",
                f"## {day.day} December {day.year}" if self.markdown else f"{day.day} DECEMBER {day.year}",
            )
        )
        shown = f"{honorific.upper()} {name.upper()}" if self.capitals else f"{honorific} {name}"
        letters = pick(("", "", ", OBE", " CBE", ", MA (Oxon)"))
        self.facts.addressee, self.facts.honorific = name, honorific
        self.facts.role = role
        place = ["Beacon House", "14 Manchester Road", "Leeds", "LS99 9ZZ"]
        council = self.printed.upper() if self.capitals and pick((True, False)) else self.printed
        if pick((True, True, False)):
            address = "\n".join([shown + letters, role, council, *place])
        else:
            address = ", ".join([shown + letters, role, council, *place])
        ofsted = (
            "Alexandra House\n33 Kingsway\nLondon WC2B 6SE\n\nT 08456 404040\nwww.ofsted.gov.uk"
            if pick((True, False))
            else ""
        )
        title = self.title()
        if self.markdown:
            title = f"# {title}"
        elif self.wrap:
            title = textwrap.fill(title, self.wrap)
        greeting = f"Dear {honorific} {surname}" + pick(("", ","))
        order = pick(("date-first", "date-after", "date-last", "title-first"))
        if order == "date-first":
            return [ofsted, printed_day, address, greeting, title]
        if order == "date-after":
            return [ofsted, address, printed_day, greeting, title]
        if order == "title-first":
            return [title, printed_day, address, greeting]
        return [ofsted, address, greeting, printed_day, title]

    def title(self) -> str:
        """The letter's title."""
        if self.year == 2005:
            words = f"Annual performance assessment of {self.printed}'s education and children's social care services 2005"
        elif self.family == "apa":
            words = f"Annual performance assessment of services for children and young people in {self.printed} {self.year}"
        elif self.family == "annual-rating":
            words = "Children's services annual rating"
        else:
            words = "Annual children's services assessment" + self.random.choice(("", f" {self.year}"))
        return words.upper() if self.random.random() < 0.3 else words

    def body(self) -> list[str]:
        """Introduction, ratings, sections."""
        parts = [self.paragraph(self.intro())]
        if self.family != "apa":
            parts += [
                self.paragraph("There are four levels in the scale of the annual rating:"),
                self.grid(SCALE["rating"]),
                self.paragraph(
                    "Standards of provision differ within every level of the scale. A rating of 'performs excellently' "
                    "does not mean that nothing is inadequate."
                ),
                self.heading(
                    f"Children's services {'rating' if self.year == 2009 else 'assessment'} {self.year}"
                ),
                self.performance(),
                self.paragraph(self.sentence()),
            ]
            parts += [self.paragraph(words) for words in PROSE]
            if self.listing != "table":
                parts += self.lists(None, flat=True)
            parts.append(
                self.paragraph(
                    "The children's services rating is given under section 138 of the Education and Inspections Act 2006."
                )
            )
            return parts
        ratings = self.ratings()
        if self.year >= 2007 and self.random.random() < 0.5:
            parts += ratings
            ratings = []
        for number, outcome in enumerate(OUTCOMES):
            parts.append(self.heading(OUTCOMES[outcome]))
            parts.append(
                self.paragraph(
                    "The contribution of services to this outcome is good. " + PROSE[number % len(PROSE)]
                )
            )
            if self.footers == "between":
                parts.append(self.footer())
            if self.listing in ("inner", "table", "columns"):
                parts += self.lists(outcome)
        if self.listing == "summary":
            parts += [self.heading("Summary"), self.summary()]
        elif self.listing == "outer":
            parts += self.outer()
        parts.append(self.heading("Service management"))
        parts.append(self.paragraph("The council has good capacity to improve. Its finances are sound."))
        if self.year == 2005:
            parts += [
                self.heading("Areas for exploration in the joint area review"),
                self.heading("Staying safe"),
                "Children are safe from harm:",
                self.bullets(["trends in referrals"]),
            ]
        self.closing_ratings = ratings
        return parts

    closing_ratings: list[str]

    def tail(self) -> list[str]:
        """Closing, signatures, and the table of grades behind them."""
        count = self.random.choice((1, 2)) if self.family == "apa" else 1
        people = self.random.sample(SIGNERS, count)
        self.facts.signatories = [person[0] for person in people]
        shown = [(name.upper() if self.capitals else name, *rest) for name, *rest in people]
        closing = self.random.choice(("Yours sincerely", "Yours sincerely,", "Yours faithfully"))
        style = self.random.choice(("plain", "gapped", "tight", "comma"))
        if count == 2 and self.random.random() < 0.5:
            rows = zip(*(person[:3] for person in shown), strict=True)
            sep = self.random.choice(("\t", "\t\t", "          "))
            signed = "\n".join(sep.join(row) for row in rows if all(row))
        elif style == "gapped":
            signed = "\n\n".join(
                f"{name}\n\n{role}" + (f"\n{body}" if body else "") for name, role, body in shown
            )
        elif style == "comma":
            signed = "\n\n".join(f"{name}, {role}" for name, role, _ in shown)
        else:
            signed = "\n\n".join("\n".join(filter(None, person)) for person in shown)
        parts = [f"{closing}\n{signed}" if style == "tight" else f"{closing}\n\n\n{signed}"]
        return parts + (self.closing_ratings if self.family == "apa" else [])

    def intro(self) -> str:
        """What every letter says first."""
        if self.family == "apa":
            return (
                f"This letter sets out what the {self.year} annual performance assessment of your council found. The "
                "meeting was held on 4 July 2005. Thank you for all that you sent us."
            )
        return (
            "Guidance that Ofsted published this spring says how the annual rating is drawn from a performance profile "
            "of each area's services and outcomes."
        )

    def sentence(self) -> str:
        """The sentence of the rating."""
        return f"Children's services in {self.printed} perform {PERFORMS[self.score]}."

    score = 3

    def performance(self) -> str:
        """The line of the rating since 2009."""
        self.score = self.random.choice((1, 2, 3, 4))
        word = f"Performs {PERFORMS[self.score]}"
        form = self.random.choice(("both", "both", "both2", "word"))
        shown = {"both": f"{word} ({self.score})", "both2": f"{self.score} - {word}", "word": word}[form]
        label = f"Children's services {'rating' if self.year == 2009 else 'assessment'}"
        self.facts.ratings.add(
            ("overall", None if form == "word" else self.score, f"performs-{PERFORMS[self.score]}")
        )
        if self.random.random() < 0.3 and self.table in ("tab", "space"):
            return self.grid([(label, shown)]) + "\n" + "-" * 30 + "\t" + "-" * 20
        return self.grid([(label, shown)])

    def ratings(self) -> list[str]:
        """The table of grades up to 2008."""
        labels = list(LABELS[min(self.year, 2007)])
        if self.year == 2008 and self.random.random() < 0.5:
            labels[-1] = ("capacity-to-improve", "Capacity to improve")
            labels.append(("service-management", "Service management"))
        if self.random.random() < 0.3:
            self.random.shuffle(labels)
        rows = []
        for area, label in labels:
            score = self.random.choice((1, 2, 3, 4))
            word = WORDS[score]
            form = self.grade_form if self.year > 2006 else "number"
            rows.append(
                (
                    label,
                    {
                        "number": f"{score}",
                        "word": word.capitalize(),
                        "both": f"{word.capitalize()} ({score})",
                        "both2": f"{score} - {word}",
                        "Grade": f"Grade {score}",
                    }[form],
                )
            )
            self.facts.ratings.add(
                (area, None if form == "word" else score, word if form in ("word", "both", "both2") else "")
            )
        head = (
            ("Areas for judgement", "Final judgements¹")
            if self.year < 2007
            else ("Assessment judgement area", "APA grade")
        )
        caption = f"APA final judgements {self.year}: {self.printed}"
        parts = [self.heading(caption), self.grid([head, *rows])]
        if self.table != "stacked":
            parts += [
                "1",
                self.grid(
                    [("Grade", "Service descriptors", "Capacity to improve descriptors"), *SCALE["apa"]]
                ),
            ]
        return parts

    def lists(self, outcome: str | None, *, flat: bool = False) -> list[str]:
        """Strengths and areas for improvement, one list after the other or side by side."""
        strengths = self.random.sample(STRENGTHS, 2)
        areas = self.random.sample(AREAS, self.random.choice((0, 1, 2)))
        if self.mark == "none":
            # Sentences without a mark before them would be prose.
            strengths, areas = ([t.rstrip(".") for t in listed] for listed in (strengths, areas))
        if self.listing == "table" and not flat:
            self.record(outcome, strengths, areas)
            return [
                self.grid(
                    [("Strengths", "Areas for improvement"), (self.cell(strengths), self.cell(areas))],
                    html=True,
                )
            ]
        if self.listing == "columns" and not flat:
            self.record(outcome, strengths, areas)
            return [self.columns(strengths, areas)]
        self.record(outcome, strengths, areas)
        first = self.random.choice(
            ("Major strengths", "Key strengths", "Strengths", "STRENGTHS", "Major strengths:")
        )
        second = self.random.choice(
            (
                "Important weaknesses and areas for development",
                "Areas for improvement",
                "Areas for development",
            )
        )
        if flat:
            first = "Key strengths"
            second = "Areas for further improvement, supported by inspection and data"
        parts = [self.heading(first), self.bullets(strengths)]
        if areas or self.random.random() < 0.5:
            parts += [self.heading(second), self.bullets(areas) if areas else "None identified."]
        return parts

    def summary(self) -> str:
        """One table for all outcomes, each row headed by its outcome in the cell."""
        rows: list[tuple[str, ...]] = [("Strengths", "Areas for improvement")]
        for outcome, name in OUTCOMES.items():
            strengths = self.random.sample(STRENGTHS, 2)
            areas = self.random.sample(AREAS, self.random.choice((0, 1, 2)))
            self.record(outcome, strengths, areas)
            rows.append(tuple(f"<p><i>{name}:</i></p> {self.cell(listed)}" for listed in (strengths, areas)))
        return self.grid(rows, html=True)

    def outer(self) -> list[str]:
        """The lists' headings above the outcomes'."""
        parts: list[str] = []
        for heading, polarity, pool in (
            ("Strengths", "strength", STRENGTHS),
            ("Areas for improvement", "area-for-improvement", AREAS),
        ):
            parts.append(self.heading(heading))
            for outcome in list(OUTCOMES)[:3]:
                listed = [t.rstrip(".") for t in self.random.sample(pool, 2)]
                parts += [f"{OUTCOMES[outcome]}:", self.bullets(listed)]
                self.facts.findings += [(outcome, polarity, text) for text in listed]
        return parts

    def record(self, outcome: str | None, strengths: list[str], areas: list[str]) -> None:
        """Note the findings."""
        self.facts.findings += [(outcome or "", "strength", text) for text in strengths]
        self.facts.findings += [(outcome or "", "area-for-improvement", text) for text in areas]

    def cell(self, listed: list[str]) -> str:
        """A list in a table cell."""
        form = self.random.choice(("ul", "li", "br", "dots"))
        if not listed:
            return self.random.choice(("", "<ul></ul>", " "))
        escaped = [text.replace("&", "&amp;") for text in listed]
        if form == "ul":
            return '<ul style="list-style-type: none"> ' + " ".join(f"• {text}" for text in escaped) + " "
        if form == "li":
            return "<ul>" + "".join(f"<li>{text}</li>" for text in escaped) + "</ul>"
        if form == "br":
            return "<br>".join(f"- {text}" for text in escaped)
        return " ".join(f"• {text}" for text in escaped)

    def columns(self, strengths: list[str], areas: list[str]) -> str:
        """Two columns set apart by blanks, wrapped."""
        sides = []
        for listed in (strengths, areas):
            lines: list[str] = []
            for text in listed:
                lines += textwrap.wrap(
                    text, 34, initial_indent="• ", subsequent_indent="  ", break_on_hyphens=False
                )
            sides.append(lines)
        height = max(map(len, sides))
        rows = [("Strengths", "Areas for improvement")]
        rows += [tuple(side[n] if n < len(side) else "" for side in sides) for n in range(height)]  # type: ignore[misc]
        return "\n".join(f"{left:<40}{right}".rstrip() for left, right in rows)

    def bullets(self, listed: list[str]) -> str:
        """A list."""
        lines: list[str] = []
        for number, text in enumerate(listed):
            if self.mark == "li":
                lines.append(f"<li>{text.replace('&', '&amp;')}</li>")
                continue
            if self.mark == "lone":
                lines += ["•", text]
                continue
            mark = {
                "1.": f"{number + 1}.",
                "(a)": f"({'ab'[number]})",
                "i)": "i" * (number + 1) + ")",
                "none": "",
            }.get(self.mark, self.mark)
            if self.wrap:
                lines += textwrap.wrap(
                    f"{mark} {text}".strip(), self.wrap, subsequent_indent="  " if mark else ""
                )
            else:
                lines.append(f"{mark} {text}".strip())
            if self.mark == "none" and self.apart:
                lines.append("")
        if self.mark == "li":
            return "<ul>\n" + "\n".join(lines) + "\n</ul>"
        return "\n".join(lines)

    def heading(self, words: str) -> str:
        """A heading."""
        if self.markdown:
            return f"## {words}"
        return words.upper() if self.capitals else words

    def paragraph(self, words: str) -> str:
        """A paragraph, perhaps wrapped, perhaps with a page's end in it."""
        if not self.wrap:
            if self.footers == "inside" and len(words) > 200 and self.random.random() < 0.4:
                middle = words.index(" ", len(words) // 2)
                return f"{words[:middle]}\n\n{self.footer()}\n\n{words[middle + 1 :]}"
            return words
        lines = textwrap.wrap(words, self.wrap)
        if self.footers == "inside" and len(lines) > 2 and self.random.random() < 0.4:
            lines.insert(
                2, self.random.choice((f"{self.footer()}", f"\n{self.footer()}\n", f"\n{self.footer()}\n\f"))
            )
        return "\n".join(lines)

    def footer(self) -> str:
        """A footer and a page number."""
        self.page += 1
        which = FOOTERS[self.facts.date.day % len(FOOTERS)]
        return which.format(council=self.council.name, year=self.year, page=self.page)

    def grid(self, rows: list[tuple[str, ...]] | tuple[tuple[str, ...], ...], *, html: bool = False) -> str:
        """A table in the letter's way of setting tables."""
        kind = self.table
        if html and kind in ("space", "colon", "stacked"):
            kind = "tab"
        if kind == "tab":
            return "\n".join("\t".join(row) for row in rows)
        if kind == "pipe":
            lines = [f"| {' | '.join(row)} |" for row in rows]
            lines.insert(1, "|" + " --- |" * len(rows[0]))
            return "\n".join(lines)
        if kind == "space":
            width = max(min(len(row[0]), 60) for row in rows) + 4
            lines = []
            for row in rows:
                first = textwrap.wrap(row[0], 60) or [""]
                lines.append(f"{first[0]:<{width}}{'    '.join(row[1:])}")
                lines += first[1:]
            return "\n".join(lines)
        if kind == "html":
            body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
            return f"<table>\n{body}\n</table>"
        if kind == "colon":
            return "\n".join(f"{row[0].rstrip('.')}: {' '.join(row[1:])}" for row in rows)
        return "\n\n".join("\n".join(row) for row in rows)


def compose(seed: int) -> tuple[str, Facts, Composer]:
    """Write a letter, its facts, and the choices that shaped it."""
    composer = Composer(seed)
    text = composer.compose()
    return text, composer.facts, composer


def document_of(text: str) -> Document:
    """Return a text as the document that a plain text file is read as."""
    return Document("letter", "letter.txt", "text/plain", "0" * 64, len(text), text)
