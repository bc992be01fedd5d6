"""Code between tags of Jekyll and Hugo becomes a fenced block."""

import pytest

from tests.importers.test_tools import HUGO, JEKYLL, bodies, brought, losses, titled


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% highlight ruby %}\nputs 1\n{% endhighlight %}", "```ruby\nputs 1\n```"),
        (
            "{%- highlight html linenos -%}\n<b>\n\n# c\n{%- endhighlight -%}\nb",
            "```html\n<b>\n\n# c\n```\nb",
        ),
        ("- a\n\n  {% highlight %}\n  b\n  {% endhighlight %}", "- a\n\n  ```\n  b\n  ```"),
        ("{% highlight md %}\n```\na\n```\n{% endhighlight %}", "````md\n```\na\n```\n````"),
        ("```\n{% raw %}\n{{ a }}\n{% endraw %}\n```", "```\n{{ a }}\n```"),
        ("```\n{% raw %}{{ a }}{% endraw %}\n```", "```\n{{ a }}\n```"),
    ],
)
def test_code_of_jekyll_is_code(text: str, expected: str) -> None:
    found = brought({**JEKYLL, "a.md": titled("A", text)})
    assert bodies(found)["a.md"] == expected
    assert losses(found) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{< highlight go >}}\na := 1\n{{< /highlight >}}", "```go\na := 1\n```"),
        ('{{< highlight go "linenos=table" >}}\na\n{{</ highlight >}}', "```go\na\n```"),
    ],
)
def test_code_of_hugo_is_code(text: str, expected: str) -> None:
    found = brought({**HUGO, "content/a.md": titled("A", text)})
    assert bodies(found)["a.md"] == expected
    assert losses(found) == []


@pytest.mark.parametrize("text", ["{% highlight ruby %}\na", "```\n{% highlight ruby %}\na\n{% endhighlight %}\n```"])
def test_a_tag_that_never_ends_or_is_an_example_stays(text: str) -> None:
    assert bodies(brought({**JEKYLL, "a.md": titled("A", text)}))["a.md"] == text
