"""What the desk's page asks for besides changes: it says what there is, and writes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from mentorsite.model.site import Site
from mentorsite.serve.edit.requests import text_in
from mentorsite.serve.edit.targets import links_from, pictures_from
from mentorsite.serve.preview import Preview

Answer = dict[str, Any]


class Lookups:
    """Answers from the handbook as it is."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview

    def takes(self) -> Mapping[str, Callable[[Mapping[str, Any]], Answer]]:
        """What answers at each address."""
        return {"links": self._links, "pictures": self._pictures}

    @property
    def site(self) -> Site | None:
        """The handbook as it was read last; where it couldn't be, the last one without errors."""
        build = self.preview.look.build or (self.preview.shown and self.preview.shown.build)
        if build:
            return build.site
        return None

    def _links(self, sent: Mapping[str, Any]) -> Answer:
        if self.site:
            found = links_from(self.site, text_in(sent, "file"))
        else:
            found = ()
        return {"found": [asdict(each) for each in found]}

    def _pictures(self, sent: Mapping[str, Any]) -> Answer:
        if self.site:
            found = pictures_from(self.site, text_in(sent, "file"))
        else:
            found = ()
        return {"found": [asdict(each) for each in found]}
