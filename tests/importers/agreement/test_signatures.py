"""Whoever signs side by side, above or below a line, has a signature of their own in the draft."""

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from mentorsite.importers.agreement.draft import Draft, draft

LINE, LINES = "_____", "_____\t_____"


def drafted(html: str) -> Draft:
    soup = BeautifulSoup(f"<p>Goal: _____</p><h2>Signatures</h2>{html}", "html.parser")
    made = draft("Agreement", [each for each in soup.children if isinstance(each, Tag)], ())
    assert made is not None
    return made


def table(*rows: str) -> str:
    return "".join(
        f"<tr>{''.join(f'<td>{cell.strip()}</td>' for cell in row.split('|'))}</tr>" for row in rows
    ).join(("<table>", "</table>"))  # fmt: skip


@pytest.mark.parametrize(
    "html",
    [
        table("Mentor | Mentee", f"Signature: {LINE} | Signature: {LINE}"),
        table("Mentor | Mentee", f"Name: {LINE} | Name: {LINE}", f"Signature: {LINE} | Signature: {LINE}"),
        table("Mentor | Mentee", f"Signature: {LINE} Date: {LINE} | Signature: {LINE} Date: {LINE}"),
        table("Mentor | Mentee", f"{LINE} | {LINE}"),
        table(f"{LINE} | {LINE}", "Mentor signature | Mentee signature"),
        table(f"{LINE} | | {LINE}", "Mentor signature | | Mentee signature"),
        table(f"{LINE} | {LINE}", "Signature | Signature", "Mentor | Mentee"),
        table(f"{LINE} | {LINE}", "Mentor | Mentee"),
        table(" | Mentor | Mentee", f"Signature | {LINE} | {LINE}", f"Date | {LINE} | {LINE}"),
        table(f"Mentor: {LINE} | Mentee: {LINE}", f"Date: {LINE} | Date: {LINE}"),
        table(f"Signature of mentor | {LINE}", f"Signature of mentee | {LINE}"),
        f"<p>Mentor signature: {LINE}\tMentee signature: {LINE}</p>",
        f"<p>{LINES}</p><p>Mentor signature\tMentee signature</p>",
        f"<p>{LINES}</p><p>Mentor\tMentee</p>",
        f"<p>Mentor: {LINE} Date: {LINE}</p><p>Mentee: {LINE} Date: {LINE}</p>",
    ],
)
def test_two_who_sign_are_both_in_the_draft(html: str) -> None:
    assert yaml.safe_load(drafted(html).text)["signatures"] == ["mentor", "mentee"]


def test_a_second_signature_of_one_role_is_told() -> None:
    made = drafted(f"<p>Signature of mentor 1: {LINE}</p><p>Signature of mentor 2: {LINE}</p>")
    assert (
        made.losses[-1] == "a second signature for the mentor (“Signature of mentor 2:”): a role signs once; left out"
    )
