"""What protects people under 18 where they take part."""

from collections.abc import Iterator

from mentorsite.errors import Problem, problem
from mentorsite.model.people import Safeguarding
from mentorsite.model.site import ProgramEntry, Site
from mentorsite.structure.guardians import guardian_of, guardian_signs, needs_guardian

NEEDED = {
    "lead": ("nobody is named to turn to", "add `lead:` with the id of a contact"),
    "limits_of_confidentiality": (
        "it isn't said what cannot stay confidential",
        "add `limits_of_confidentiality:`, in words that a young person understands",
    ),
    "policy": ("there is no safeguarding policy", "add `policy:` with its web address"),
}
"""What `safeguarding` says where people under 18 take part: what its absence means, and what to write."""


def unsafeguarded(site: Site) -> Iterator[Problem]:
    """Programs for people under 18 without a lead, a policy, the limits of confidentiality or a guardian who signs."""
    for entry in site.originals:
        said = entry.program.safeguarding
        if said and said.under_18:
            yield from _unsaid(said)
            yield from _without_guardian(site, entry, said)


def _unsaid(said: Safeguarding) -> Iterator[Problem]:
    for key, (missing, hint) in NEEDED.items():
        if not getattr(said, key):
            message = f"people under 18 take part, and {missing}"
            yield problem("unsafeguarded", said.place_of("under_18"), message, hint)


def _without_guardian(site: Site, entry: ProgramEntry, said: Safeguarding) -> Iterator[Problem]:
    own = [each.form for each in site.forms if (each.program, each.form.language) == (entry.id, entry.language)]
    agreements = [form for form in own if form.folder == "agreements"]
    lacking = [form for form in agreements if needs_guardian(form, entry.program)]
    for form in lacking:
        signers = [each.id for each in form.signatures]
        signing = ", ".join([*signers, guardian_of(entry.program)])
        message = "people under 18 sign this agreement, and no parent or guardian does"
        hint = f"write `signatures: [{signing}]`, or `minors: no` where nobody under 18 takes part in it"
        yield problem("unsafeguarded", form.place_of("signatures"), message, hint)
    if site.unread("agreements"):
        return  # it may be the one that a guardian signs
    if not lacking and not any(guardian_signs(form, entry.program) for form in agreements):
        message = "people under 18 take part, and there is no agreement that a parent or guardian signs"
        hint = "list an agreement with `signatures: [mentor, mentee, guardian]` below `agreements:`"
        without = [form for form in agreements if form.minors is False]
        if without:
            place = without[0].place_of("minors")
            hint = f"take `minors: no` out of `{without[0].title}` ({place.path}:{place.line}); or {hint}"
        yield problem("unsafeguarded", said.place_of("under_18"), message, hint)
