"""What counts as advice, whom it names, how fast it is, what governs a sign, and what two versions lose."""

from __future__ import annotations

import pytest

from medlint.articles.advice import advice_units, sales_lines
from medlint.articles.advice_facts import advice_facts, lost_advice
from medlint.articles.article import Article
from medlint.articles.governing import governing_urgency
from medlint.articles.urgency import urgency_of
from tests.conftest import article_of, find_span


def units(text: str, **site: object) -> list[tuple[str, str, int]]:
    return [(unit.who, unit.urgency, unit.level) for unit in advice_units(article_of(text, **site))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Call 999 now if you can't breathe.", ("emergency", "now", 3)),
        ("Go to the ER.", ("emergency", "now", 1)),
        ("A heart attack is a medical emergency.", ("emergency", "now", 3)),
        ("Ring your midwife if the baby moves less.", ("clinician", "routine", 2)),
        ("Ask for an urgent GP appointment if you have a fever.", ("clinician", "same-day", 3)),
        ("See a GP if it lasts more than 2 weeks.", ("clinician", "days", 2)),
        ("Seek medical attention if symptoms persist.", ("help", "days", 1)),
        ("If you have back numbness, consider visiting a back specialist.", ("clinician", "routine", 1)),
        ("Call our nurse line straight away if your wound is hot.", ("urgent", "now", 3)),
        ("Let your doctor know if you have a rash.", ("clinician", "routine", 2)),
        ("Ask a pharmacist about it.", ("pharmacist", "routine", 1)),
        ("Call Poison Control on 1-800-222-1222.", ("poison", "now", 1)),
        ("Samaritans listen: call 116 123.", ("emergency", "now", 1)),
        ("You should be seen by a doctor if the lump grows and is hard.", ("clinician", "routine", 2)),
    ],
)
def test_advice(sentence: str, expected: tuple[str, str, int]) -> None:
    assert units(f"# Back numbness\n\n{sentence}") == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Make an Appointment",
        "Call us today to schedule a consultation with our doctors!",
        "Our experts can help, call today!",
        "Talk to your doctor about whether Zelvor is right for you.",
        "This page is not a substitute for advice from your doctor; always ask a doctor.",
        "When you see your doctor, bring your tablets.",
        "He decided to see a doctor.",
        "My doctor told me to see a nurse.",
        "Your doctor may refer you.",
        "Patients often see a specialist.",
        "Tremor causes people to seek medical help.",
        "He takes tablets for ED and talks about it.",
        "The clinic can do this in one visit, without your GP being told.",
    ],
)
def test_no_advice(sentence: str) -> None:
    assert units(f"# Back numbness\n\n{sentence}") == []


def test_a_footer_and_a_button_are_no_advice() -> None:
    html = "<h1>Numb hand</h1><p>It tingles.</p><button>Call a doctor now</button><footer>Call our nurse: 555</footer>"
    article = article_of(html, format="html")
    assert advice_units(article) == ()
    assert [article.text_of(line.span) for line in sales_lines(article)] == ["Call a doctor now"]


def test_an_offer_is_a_sales_line() -> None:
    article = article_of("# Knees\n\nOur experts can help, call today!")
    assert [article.text_of(line.span) for line in sales_lines(article)] == [
        "Our experts can help, call today!"
    ]


def test_111_is_urgent_in_britain_and_an_emergency_in_new_zealand() -> None:
    assert urgency_of("ring 111", "en-GB") == "same-day"
    assert urgency_of("ring 111", "en-NZ") == "now"


@pytest.mark.parametrize(
    ("text", "sign", "urgency"),
    [
        ("Call 999 if:\n\n- your face droops\n- you fall", "face droops", "now"),
        ("| Sign | Do |\n| --- | --- |\n| your face droops | Call 999 |", "face droops", "now"),
        ("> Your face droops.\n>\n> Call 999.", "face droops", "now"),
        ("Your face droops. Call 911.", "face droops", "now"),
        ("## Call an ambulance\n\nYour face droops.", "face droops", "now"),
        (
            "Your face droops.\n\nYou cannot speak.\n\nIf you have any of these signs, ring 999.",
            "face droops",
            "now",
        ),
        ("See your GP within two weeks if:\n\n- your face droops", "face droops", "days"),
        ("Your face droops.\n\n## Rest\n\nSleep well.", "face droops", None),
    ],
)
def test_the_nearest_advice_governs_a_sign(text: str, sign: str, urgency: str | None) -> None:
    article = article_of(f"# Page\n\n{text}")
    sentence = article.sentence_at(find_span(article, sign).start)
    assert sentence is not None
    assert governing_urgency(article, sentence) == urgency


_BEFORE = """# Back numbness

Call 911 if you cannot pee, if your groin goes numb, or if both legs are weak.

See a doctor if it lasts two weeks.
"""


def lost(after: str, before: str = _BEFORE) -> list[str]:
    old = advice_facts(article_of(before))
    return [loss.kind for loss in lost_advice(old, advice_facts(article_of(after), about=old.topics))]


def test_a_change_that_keeps_the_advice_loses_nothing() -> None:
    moved = (
        "# Numb back\n\nSee a doctor if it lasts two weeks.\n\n"
        "Dial 911 when both legs get weak, when you can't wee, or when you are numb down below."
    )
    assert lost(moved) == []
    assert lost(_BEFORE) == []


@pytest.mark.parametrize(
    ("after", "kinds"),
    [
        ("# Back numbness\n\nRest.", ["advice", "crisis-resource", "red-flag"]),
        (
            "# Back numbness\n\nSee a doctor if it lasts two weeks.",
            ["emergency-advice", "crisis-resource", "red-flag"],
        ),
        ("# Back numbness\n\nCall 911 if it is bad.\n\nSee a doctor if it lasts two weeks.", ["red-flag"]),
        ("# My page\n\nCall 911 if you cannot pee, or if your groin goes numb.", ["red-flag"]),
    ],
)
def test_what_a_change_took_away(after: str, kinds: list[str]) -> None:
    assert lost(after) == kinds


def test_facts_are_the_same_for_the_same_words_in_another_format() -> None:
    assert advice_facts(article_of(_BEFORE)) == advice_facts(
        article_of(
            "<h1>Back numbness</h1><p>Call 911 if you cannot pee, if your groin goes numb, or if both legs are weak.</p>"
            "<p>See a doctor if it lasts two weeks.</p>",
            format="html",
        )
    )


def test_a_site_banner_stands_for_advice() -> None:
    article: Article = article_of("# Numb hand\n\nIt tingles.", banner="In an emergency call 911.")
    assert advice_facts(article).crisis_resource
