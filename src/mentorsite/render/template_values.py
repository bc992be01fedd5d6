"""What each template is given, for the reference of templates and for the check of themes."""

from collections.abc import Mapping

from mentorsite.render.book import BookGiven
from mentorsite.render.forms.form_view import FormGiven
from mentorsite.render.forms.pair_view import PairGiven
from mentorsite.render.pages.certificate import CertificateGiven
from mentorsite.render.pages.cohort import CohortGiven
from mentorsite.render.pages.downloads import DownloadsGiven
from mentorsite.render.pages.ideas import IdeasGiven
from mentorsite.render.pages.kept import KeptGiven
from mentorsite.render.pages.messages import MessagesGiven
from mentorsite.render.pages.not_found import NotFoundGiven
from mentorsite.render.pages.page_view import ContentGiven
from mentorsite.render.pages.program import ProgramGiven
from mentorsite.render.pages.redirect import RedirectGiven
from mentorsite.render.pages.role import RoleGiven
from mentorsite.render.pages.signed import SignedGiven
from mentorsite.render.pages.themed_page import OnEveryPage
from mentorsite.render.pages.translations import TranslationsGiven
from mentorsite.theme.values import PAGES

GIVEN: Mapping[str, tuple[type, ...]] = {
    "": (OnEveryPage,),
    PAGES: (OnEveryPage, ContentGiven),
    "program.html": (OnEveryPage, ProgramGiven),
    "role.html": (OnEveryPage, RoleGiven),
    "cohort.html": (OnEveryPage, CohortGiven),
    "form.html": (OnEveryPage, FormGiven),
    "pair.html": (OnEveryPage, PairGiven),
    "downloads.html": (OnEveryPage, DownloadsGiven),
    "kept.html": (OnEveryPage, KeptGiven),
    "signed.html": (OnEveryPage, SignedGiven),
    "ideas.html": (OnEveryPage, IdeasGiven),
    "translations.html": (OnEveryPage, TranslationsGiven),
    "certificate.html": (OnEveryPage, CertificateGiven),
    "messages.html": (OnEveryPage, MessagesGiven),
    "handbook.html": (OnEveryPage, BookGiven),
    "404.html": (OnEveryPage, NotFoundGiven),
    "redirect.html": (RedirectGiven,),
}
"""The templates, each with what it is given. `pages/` stands for all in that folder, and nothing for the rest: what
shows a part of a page has what the page has.
"""
