"""What definitions share."""

import subprocess
import sys

import pytest

from mentorsite.model.base import Definition
from mentorsite.model.people import Conduct
from mentorsite.model.promises import Accountability, Commitments, Communication, Expectations, Feedback
from mentorsite.model.settings import Fonts, ThemeChoice
from mentorsite.model.table_field import Rows

BUILT = """
from mentorsite.model.base import Definition
import mentorsite.model.site

kinds, built = [Definition], []
for kind in kinds:
    kinds += kind.__subclasses__()
    built += [kind.__name__] if kind.__pydantic_complete__ else []
print(len(kinds) > 20, built)
"""


@pytest.mark.parametrize(
    "kind", [Accountability, Commitments, Communication, Conduct, Expectations, Feedback, Fonts, ThemeChoice]
)
def test_a_default_is_what_would_be_understood(kind: type[Definition]) -> None:
    assert kind.of() == kind()
    assert Rows.of(number=3) == Rows(number=3)


def test_loading_the_models_builds_none_of_them() -> None:
    done = subprocess.run([sys.executable, "-c", BUILT], capture_output=True, text=True, check=True)
    assert done.stdout == "True []\n"
