"""The desk's page of the menu: what stands in it, and moving that to another place."""

from collections.abc import Callable, Mapping
from typing import Any

from mentorsite.build.prepare import Build
from mentorsite.loader.json_schema import json_schema
from mentorsite.loader.tree import SITE_FILE
from mentorsite.serve.edit import files, menu_order
from mentorsite.serve.edit.desk import Desk
from mentorsite.serve.edit.fields import Form
from mentorsite.serve.edit.file_text import changed_file
from mentorsite.serve.edit.files import RefusedError
from mentorsite.serve.edit.kinds import kind_of
from mentorsite.serve.edit.menu_order import Entry
from mentorsite.serve.edit.requests import BadRequestError, place_in, text_in, texts_in
from mentorsite.serve.edit.view import menu_html
from mentorsite.serve.edit.yaml_changes import Move, SetValue
from mentorsite.serve.preview import Preview

Answer = dict[str, Any]
CHANGED = "The menu was changed elsewhere meanwhile. Here it is as it is now: move it again."


class MenuPage:
    """The menu of the handbook in its own language."""

    def __init__(self, desk: Desk, preview: Preview) -> None:
        self.desk, self.preview = desk, preview

    def takes(self) -> Mapping[str, Callable[[Mapping[str, Any]], Answer]]:
        """What moves something in the menu."""
        return {"move-in-menu": self._move}

    def shown(self) -> dict[str, Any]:
        """The values of menu.html."""
        build = self.preview.look.build
        if build is None:
            return {"menu": (), "is_named": False}
        return {"menu": self._row(build, ""), "is_named": bool(build.site.settings.navigation)}

    def html(self) -> str:
        """What moves on the page, as it is shown anew after a change."""
        return menu_html(self.shown())

    def _row(self, build: Build, above: str) -> tuple[Entry, ...]:
        if build.site.settings.navigation and not above:
            return menu_order.named_entries(build.site, build.outline)
        return menu_order.entries(build.site, build.outline, above)

    def _move(self, sent: Mapping[str, Any]) -> Answer:
        build, above = self.preview.look.build, text_in(sent, "above")
        if build is None:
            raise RefusedError("The handbook can't be read as it is, so nothing is moved.")
        row = self._row(build, above)
        addresses = [each.address for each in row]
        if texts_in(sent.get("row")) != addresses:  # places are counted in the row that someone saw
            return {"html": self.html(), "refused": CHANGED}
        address, target = text_in(sent, "address"), place_in(sent.get("index"))
        if address not in addresses or target >= len(row):
            raise BadRequestError("There is no such place in the menu.")
        index = addresses.index(address)
        if build.site.settings.navigation and not above:
            texts = {SITE_FILE: self._changed(SITE_FILE, Move(("navigation", index), target))}
        else:
            texts = self._with_places(build, menu_order.moved(row, index, target))
        self.desk.write_all(f"the place of {row[index].title} in the menu", texts)
        taken = self.preview.take(self.preview.read())
        return {"html": self.html(), "said": f"{row[index].title} was moved.", "taken": taken}

    def _with_places(self, build: Build, places: Mapping[str, float]) -> dict[str, str]:
        texts: dict[str, str] = {}
        for path, place in places.items():
            value = int(place) if place == int(place) else place  # `order: 3`, as people write it
            keys = Form(json_schema(kind_of(path))).order(("order",))
            for each in menu_order.with_translations(build.site, path):
                texts[each] = self._changed(each, SetValue(("order",), value, keys))
        return texts

    def _changed(self, path: str, change: Move | SetValue) -> str:
        return changed_file(path, files.text_of(self.desk.project, path), change)
