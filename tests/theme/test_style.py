"""Scripts as readers are sent them."""

import pytest

from mentorsite.theme.style import script_as_sent


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("// Says why.\n(function () {\n  // And how.\n  go();\n})();\n", "(function () {\ngo();\n})();\n"),
        ("go(`a ${b}`); // beside\n", "go(`a ${b}`); // beside\n"),
        ("const text = `\n// part of it\n  so is this\n`;\n", "const text = `\n// part of it\n  so is this\n`;\n"),
        ("  /* stays */ go();\n", "/* stays */ go();\n"),
    ],
)
def test_a_script_is_sent_without_its_notes(text: str, sent: str) -> None:
    assert script_as_sent(text.encode()).decode() == sent
