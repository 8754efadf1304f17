"""Is a term explained? A table of shapes and of what is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from medlint import abbreviations, explanations, jargon
from medlint.articles.entity_names import in_name
from medlint.articles.terminology import terms_on_page
from medlint.articles.word_page import word_page
from tests.conftest import article_of, find_span

DATA = Path(__file__).parent / "data"
CASES = [
    case
    for name in ("explanations.yaml", "explanations-more.yaml")
    for case in yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{case.get('shape', 'none')}-{case['term']}-{number}")
        for number, case in enumerate(CASES)
    ],
)
def test_is_explained(case: dict[str, Any]) -> None:
    article = article_of(case["text"], format=case.get("format", "markdown"), kind="condition")
    found = [
        group
        for group in terms_on_page(article)
        if any(article.folded[use.start : use.end] == case["term"] for use in group.uses)
    ]
    assert found, f"{case['term']} is not in the lexicon"
    assert found[0].explained == case["explained"], found[0].first_explanation


def test_a_term_of_one_spelling_is_explained_for_the_other() -> None:
    article = article_of("Oedema means swelling from water. Edema goes away with rest.")
    [group] = [group for group in terms_on_page(article) if group.term.term == "edema"]
    assert len(group.uses) == 2
    assert group.explained


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Your body mass index (BMI) matters.", [("BMI", "body mass index")]),
        ("NSAIDs (non-steroidal anti-inflammatory drugs) ease pain.", [("NSAID", "non-steroidal anti-inflammatory drugs")]),
        ("CKD stands for chronic kidney disease.", [("CKD", "chronic kidney disease")]),
        ("Treat chronic kidney disease, or CKD, early.", [("CKD", "chronic kidney disease")]),
        ("CBD or cannabidiol is sold as oil.", [("CBD", "cannabidiol")]),
        ("Tetrahydrocannabinol (THC) makes people high.", [("THC", "Tetrahydrocannabinol")]),
        ("The American Society for Metabolic and Bariatric Surgery (ASMBS) met.", [("ASMBS", "American Society for Metabolic and Bariatric Surgery")]),
        ("Deep vein thrombosis (DVT) and pulmonary embolism (PE) are clots.", [("DVT", "Deep vein thrombosis"), ("PE", "pulmonary embolism")]),
        ("Your letter may say CTC, for CT colonography.", [("CTC", "CT colonography")]),
        ("It is respiratory syncytial virus. Everyone calls it RSV.", [("RSV", "respiratory syncytial virus")]),
        ("Some have chronic kidney disease. It is known as CKD for short.", [("CKD", "chronic kidney disease")]),
        ("We use it for a day. Everyone calls it CKD.", []),
        ("Ring the clinic (Monday to Friday) for an MRI.", []),
        ("People (USA) with pain.", []),
        ("It was high (OR 2.4).", []),
    ],
)  # fmt: skip
def test_abbreviations(text: str, pairs: list[tuple[str, str]]) -> None:
    assert abbreviations(text) == pairs


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("You may have dyspnea.", ["dyspnea"]),
        ("He has a cold and diabetes.", []),
        ("A doctor may do a hepatosplenopexy.", ["hepatosplenopexy"]),
        ("They gave zelitinib.", ["zelitinib"]),
        ("The American Academy of Dermatology met in May.", []),
        ("Put the kettle on the windowsill.", []),
        ("A thumbtack and zigzags of wool.", []),
        ("She has Brandt's syndrome and a Babinski reflex.", ["Brandt's syndrome", "Babinski reflex"]),
        ("They found Weber-Christian disease in her.", ["Weber-Christian disease"]),
        ("A Pfizer test, a heart disease and the Johnson sign at the shop.", []),
        ("Cells grew in vitro near the musculus trapezius.", ["in vitro", "musculus trapezius"]),
        ("He has hives, and his notes say urticaria.", ["urticaria"]),
        ("They told him about Graves' disease.", ["Graves' disease"]),
        ("In the MATISSE trial most babies stayed well.", []),
        ("The NICE guideline NG9 says so.", []),
        ("CORK, Ireland: the team met. EMBARGOED until noon.", []),
        ("Changes in the GBE1 gene can be passed on.", []),
        ("It was published in JAMA Ophthalmology last year.", []),
        ("Write to 1825 K Street NW, Suite 600.", []),
        ("Paresthesia is numbness.", ["Paresthesia"]),
        ("It was a teh mistake in the garden.", []),
        ("", []),
    ],
)
def test_jargon(text: str, spans: list[str]) -> None:
    assert [text[start:end] for start, end in jargon(text)] == spans


def test_jargon_counts_characters() -> None:
    text = "\ufeff😀 Café – “dyspnea”\r\nand  oedema."
    assert [text[start:end] for start, end in jargon(text)] == ["dyspnea", "oedema"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ischemia means too little blood flow.", ("Ischemia", "too little blood flow")),
        ("Your body mass index (BMI) matters.", ("BMI", "body mass index")),
        ("Dyspnea, or shortness of breath, is common.", ("Dyspnea", "shortness of breath")),
    ],
)
def test_explanations(text: str, wanted: tuple[str, str]) -> None:
    assert wanted in [(term, gloss.rstrip(".")) for term, gloss in explanations(text)]


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("She leads the American Academy of Dermatology in town.", "Dermatology", True),
        ("He is a professor of pediatrics in Texas.", "pediatrics", True),
        ("The Journal of Neurology printed it.", "Neurology", True),
        ("His doctor sent him to dermatology.", "dermatology", False),
        ("Stenosis is common.", "Stenosis", False),
        ("“Hopping and femoral neck density in older women” by Vos is out.", "femoral", True),
    ],
)
def test_names(text: str, word: str, wanted: bool) -> None:
    article = article_of(text)
    assert in_name(article, find_span(article, word)) is wanted


def test_word_page() -> None:
    page = word_page("oedema")
    assert page is not None
    assert "Plain words: swelling" in page
    assert "swelling (oedema)" in page
    assert "-ectomy" in (word_page("hepatosplenectomy") or "")
    assert word_page("table") is None
