"""Certificate → what `certificate.typ` draws: plain data."""

from collections.abc import Mapping
from typing import Any

from mentorsite.render.forms.jobs import CertificateJob
from mentorsite.render.forms.pdf.look_data import look_data
from mentorsite.render.forms.pdf.nodes import plain
from mentorsite.render.forms.pdf.prose import Prose


def certificate_data(job: CertificateJob, logo: str | None) -> Mapping[str, Any]:
    """The data of a certificate's PDF, as `look.typ` and `certificate.typ` read it; `logo` is the name of its file."""
    sheet, words = job.sheet, job.words
    look = look_data(job.look, words, job.language, job.direction, hyphenate=False)
    return {
        "look": look,
        "certificate": {
            "title": plain(sheet.title),
            "given": plain(sheet.given),
            "name": " ".join(plain(sheet.name).split()),
            "text": Prose(job.url).nodes(str(sheet.text)),
            "date": sheet.date,
            "date-label": plain(sheet.date_label),
            "signers": [plain(each) for each in sheet.signers],
            "code": words["certificate_code"].format(sheet.code) if sheet.code else "",
            "logo": logo,
        },
    }
