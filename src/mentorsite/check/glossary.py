"""Terms that a glossary explains twice: a word can lead to one place only."""

from collections.abc import Iterator

from mentorsite.errors import Problem, problem
from mentorsite.markdown.document import Term
from mentorsite.markdown.glossary import same_start
from mentorsite.model.site import Site


def repeated_terms(site: Site) -> Iterator[Problem]:
    """Every term with a spelling that an earlier one of its glossary has."""
    for page in site.pages:
        known: dict[str, Term] = {}
        for term in page.document.terms:
            spellings = [same_start(each) for each in term.spellings]
            repeated = next((each for each in spellings if each in known), None)
            if repeated is not None:
                yield _repeated(term, known[repeated])
            for each in spellings:
                known.setdefault(each, term)


def _repeated(term: Term, first: Term) -> Problem:
    message = f"`{term.spellings[0]}` is explained a second time; words lead to the first, in line {first.place.line}"
    hint = "put both meanings below one term, each in a line that starts with `: `, or name one of them more closely"
    return problem("repeated-term", term.place, message, hint)
