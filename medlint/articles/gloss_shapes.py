"""The shapes of an explanation inside one sentence: brackets, commas, or, verbs, names, dashes."""

from __future__ import annotations

import re
from collections.abc import Callable

from medlint.articles.gloss_dashes import ANY_DASH, dash
from medlint.articles.gloss_use import Use, hard_places, kind_word, own_words, plain_names, shared_stems
from medlint.articles.gloss_verbs import (
    DOINGS,
    LEAD_WORDS,
    VERBS,
    last_words,
    left_of,
    not_defined,
    said_before,
)
from medlint.spans import Span
from medlint.vocabulary.folding import fold, norms
from medlint.vocabulary.frequency import zipf

_BRACKET = re.compile(
    r"^[\"')*]*(?:\s+(?:such\s+as|like)\s+[\w-]+(?:,?\s+(?:and|or)\s+[\w-]+)?|\s+(?:and|or)\s+[\w-]+(?=\s*\([^()]*\s(?:and|or)\s))?\s*[(\[](?P<gloss>[^()\[\]]{2,240})[)\]]"
)
_IN_BRACKET = re.compile(
    r"[\"']?\s*[(\[](?:(?:also|sometimes|often|or|e\.g\.?,?|called|known as|medically|the medical term is|i\.e\.,?|aka|a\.k\.a\.|in\s+(?:medical|technical|doctors'?|hospital)\s+(?:terms|speak|language|jargon|words):?|commonly|an?|the)[\s,]*)*(?:in\s+(?:the|your)\s+\w+\s+)?(?:you\s+(?:may|might|will)\s+(?:see|read|hear|find)\s+|(?:your|the|some|many|you)\s+[\w-]+\s+(?:may|might|will|often|would)?\s*(?:say|call\s+(?:it|this|these|them)|use\s+the\s+word|write)\s+)?\s?[\"']?$"
)
_BRACKET_END = re.compile(
    r"^[\"'*]*(?:,\s(?:if|as|in)\s[^()]{2,40}(?=[)\]])|\s*(?:,|;|/|or|and)\s*[\w'-]+(?:\s[\w'-]+)?|\s[\w'-]+){0,2}[\"'*]*\s*[)\]]"
)
_APPOSITION = re.compile(
    r"^[\"')]*\s*(?:(?:\([^()]{1,40}\)\s*)?,\s*|\([^()]{1,40}\)\s+(?=which\s+(?:is|are|means?)\s))(?P<gloss>(?:or\s|also\s|sometimes\s|often\s|commonly\s|that\s+is,?\s|i\.e\.,?\s|meaning\s(?!that\b)|who\s+(?:is|are|treats?|speciali[sz]es?|looks?)\s|a\.?k\.?a\.?\s|which\s|in\s+which\s|where\s|when\s|a\s|an\s|the\s|any\s|one\s+of\s|another\s|usually\s+a\s|small\s|tiny\s|special\s|thin\s|two\s|three\s|tests?\s|medicines?\s|drugs?\s|chemicals?\s|cells?\s|substances?\s|proteins?\s|(?:pills|tablets|creams|drops|injections|shots|germs|bumps|growths|lumps|sores|doctors|specialists|operations|hormones|nerves|muscles|bones|tubes|vessels)\s+(?:that|which|to|for|used|given|in|on|who)\s|(?!meaning|so|but|and|or|which|who|especially|particularly|including|such|as|if|when|with|even)(?:[\w-]+\s){1,4}(?:that|which|used\s+(?:to|for|in)|found\s+(?:in|on)|made\s+(?:of|by|from|in)|caused\s+by|located)\s)[^;:]*?)(?:[,;:()–—]|\s-\s|$)"
)
_BARE_APPOSITION = re.compile(r"[\"')]*\s*,\s*(?P<gloss>[^,;:.()]{8,70})(?=[,;:.)]|$)")
_EXAMPLE = re.compile(r"(?:such\s+as|like|including|for\s+example,?|e\.g\.,?)\s+$")
_OWN_WORDS = 2
"""Stems of a term's own gloss by which “atherosclerosis, hardening of your arteries” is no list."""
_CONSEQUENCE = re.compile(
    r"which\s+means\s+(?:that\s+)?(?:(?:you|we|there|most|many|some|people|your|their)\b|(?:they|it|he|she|the\s+\w+)\s+(?:need|must|should|will|may|might|can|could|often|usually|require|don['’]t|do\s+not|have\s+to|has\s+to|had\s+to)\w*\b)|which\s+is\s+(?:why|how|when(?=\s+(?:you|we|they|i)\b)|what|good|bad|great|important|normal|common|rare|serious|fine|often\s+why)\b"
)
_NOT_WHAT = re.compile(
    r"which\s+(?:do|does|did|should|must|will|would|might|may|could|cannot|can['’]t|don['’]t|doesn['’]t|won['’]t)\b"
)
"""“T, which may …” tells what can come of it, not what it is."""
_ONE_OF_SEVERAL = re.compile(
    r",\s*(?:[\w-]+\s+){0,2}$|\b(?:if|when|whether)\s+(?:you|your\s+\w+|there|they|someone)\s+(?:\w+\s+){0,2}(?:have|has|had|get|gets|are|is)\s[^,]*$"
)
"""“heart tablets, T, or …”, “if you have T, or …”: what follows is another thing."""
_CHOICE = re.compile(
    r"or\s+(?:ask|call|go|take|have|has|get|use|need|if|when|to|may|might|can|could|will|by|at|you|we|they|it|he|she|talk|see|tell|try|stop|make|do|be|are|is|are|even|just|both|neither|not|only|whether|visit|come|give)\b"
)
"""Another thing to do, not another name: “, or ask you to come back”."""
_GOES_ON = re.compile(r",?\s*(?:and|or)\b|\s+(?:in|on|of|at|from|with|for)\b")
"""After “G, or T”: another item, or more of the same one (“or ketones in your urine”)."""
_BEFORE_COMMA = re.compile(
    r",\s*(?:(?:or|also|sometimes|often|medically|technically|otherwise|commonly)\s+(?:called|known\s+as|termed|named)|called|known\s+as|or|aka|i\.e\.,?|that\s+is,?|namely|in\s+(?:doctors'?|medical|technical|hospital)\s+(?:language|speak|terms|jargon|words?|talk),?)\s+(?:a\s+|an\s+|the\s+)?[\"']?$"
)
_OR_AFTER = re.compile(r"^[\"')]*\s*(?:\([^()]{1,40}\)\s*)?(?P<comma>,)?\s+or\s+(?P<gloss>[^,;:.()–—]{3,90})")
_RELATIVE = re.compile(r"\w\s(?:that|which|who)\s")
_OR_END = re.compile(r"\sor\s")
_OR_BEFORE = re.compile(r"\s+or\s+(?:a\s+|an\s+|the\s+)?$")
_CLAUSE_FIRST = re.compile(
    r"^\W*(?:if|when|whenever|unless|because|although|though|while|since|as|after|before|once|in|for|with|during|to)\b[^,]*$"
)
_FINITE = re.compile(
    r"(?:(?!\b(?:that|which|who|where|when)\b).)*?\b(?:will|may|might|can|could|should|would|is|are|was|were|has|have|had|does|do|did)\b"
)
_LISTED_BEFORE = re.compile(r",\s*(?:and\s+|or\s+)?(?:[\w-]+\s+){0,3}$")
_PAIRED = frozenset("ao")
"""“T and U (…)” or “T or U (…)”."""
_BRACKETS, _COMMAS, _OR, _MARKS = frozenset("(["), frozenset("(,"), frozenset("(,o"), frozenset(",;:–—-")
"""What a term must be followed by, quotes left out, for an explanation of that shape."""


EVERYDAY = 3.2
"""Zipf frequency from which a word of a term's own names is a plain one: “the baby may grow large (macrosomia)”."""
_SPLIT_NAME = re.compile(r"^[\"']?\s*\((?P<gloss>\w+)\)\s+(?P<head>\w+)")


def brackets_after(use: Use) -> Span | None:
    """Find “T (G)” and “T and U (G and H)”."""
    if use.opening not in _BRACKETS and not (use.opening in _PAIRED and "(" in use.after[:30]):
        return None
    split = _SPLIT_NAME.match(use.after)
    if split and f"{split['gloss']} {split['head']}" in plain_names(use.term.term):
        return Span(use.term.end + split.start("gloss"), use.term.end + split.end("head"))
    match = _BRACKET.match(use.after)
    if match is None:
        return None
    gloss = match["gloss"].strip()
    if " " not in gloss:
        raw = use.article.text[use.term.end + match.start("gloss") : use.term.end + match.end("gloss")]
        if sum(char.isupper() for char in raw) >= 2:
            return None
        return use.after_span(match, least=1)
    return use.after_span(match, least=1)


def described(use: Use) -> Span | None:
    """Find “T (a …)” and “T (or …)” only, and brackets that say what the gloss does."""
    span = brackets_after(use)
    begins = re.match(r"[\"')]*\s*[(\[]\s*(?:an?|the|or|also)\s", use.after)
    return span if span and (begins or shared_stems(use, span)) else None


def _brackets_before(use: Use) -> Span | None:
    if "(" not in use.before and "[" not in use.before:
        return None
    left = left_of(use, _IN_BRACKET, ".;:()") if _BRACKET_END.match(use.after) else None
    if left is None:
        return None
    near = norms(left.gloss)[-1:]
    own = own_words(use.term.term)
    if near and zipf(near[0]) < EVERYDAY and (near[0] in own or near[0].rstrip("s") in own):
        return None
    span = said_before(use, last_words(left, 5), least=1)
    hard = hard_places(use.article, span) if span else []
    if not span or not hard or hard[-1].end < span.end - 1:
        return span
    # “Samples of the lining of your duodenum (biopsies)”: the hard word ends a description of the term.
    wide = said_before(use, last_words(left, 10))
    return wide if wide and shared_stems(use, wide) >= 2 else None


def _apposition(use: Use) -> Span | None:
    match = _APPOSITION.match(use.after) if use.opening in _COMMAS else None
    if match is None and (own := _BARE_APPOSITION.match(use.after)) and not _EXAMPLE.search(use.before):
        span = Span(use.term.end + own.start("gloss"), use.term.end + own.end("gloss"))
        if shared_stems(use, span) >= _OWN_WORDS and use.says(span):
            return span
    if match is None:
        left = left_of(use, _BEFORE_COMMA, ".;:") if "," in use.before else None
        if left is None:
            return _between_commas(use)
        bare_or = re.search(r",\s*or\s+(?:an?\s+|the\s+)?[\"']?$", use.before)
        if bare_or and ("," in left.gloss or _GOES_ON.match(use.after)):
            return None
        return said_before(use, last_words(left, 8), least=1)
    gloss = match["gloss"]
    if _CLAUSE_FIRST.match(use.before) and (
        _FINITE.match(gloss) or not re.match(r",\s*\w", use.after[match.end("gloss") :])
    ):
        return None
    rest_of_it = Span(use.term.end + match.start("gloss"), use.sentence.span.end)
    if _CONSEQUENCE.match(gloss) or _says_nothing(gloss) or _CHOICE.match(gloss):
        return None
    if _NOT_WHAT.match(gloss) and shared_stems(use, rest_of_it) < _OWN_WORDS:
        return None
    if gloss.startswith("or ") and _ONE_OF_SEVERAL.search(use.before):
        said = Span(rest_of_it.start, use.term.end + match.end("gloss"))
        if shared_stems(use, said) < _OWN_WORDS:
            return None
    bare = re.match(r"(?:a|an|the|small|tests?|medicines?|drugs?|[\w-]+)\s", gloss) and not re.match(
        r"(?:or|also|sometimes|often|commonly|that\s+is|i\.e|meaning|aka|a\.k\.a|which|in\s+which|where|when|who)\b",
        gloss,
    )
    if bare:
        rest = use.after[match.end("gloss") :]
        listed = re.match(r",?\s*(?:and|or)\s", rest.lstrip(",")) or re.search(
            r"\b(?:and|or)\s+(?:a|an|the|your)\s+\w+$", gloss
        )
        if (listed or not re.match(r"(?:a|an|the)\s", gloss)) and _LISTED_BEFORE.search(use.before):
            return None
        if listed and not re.match(r"(?:a|an|the)\s", gloss):
            return None
    if re.match(r"(?:which|where|when)\s", gloss):
        if _WHICH_KIND.match(gloss) and kind_word().search(gloss):
            return use.after_span(match, least=1)
        return use.after_span(match, least=3) or (rest_of_it if shared_stems(use, rest_of_it) >= 2 else None)
    if bare and _only_hard(use, match):
        return None
    synonym = gloss.startswith(
        ("or ", "also ", "that is", "i.e", "a.k.a", "aka", "sometimes ", "commonly ", "meaning ")
    )
    return use.after_span(match, least=1 if synonym or re.match(r"(?:an?|the)\s", gloss) else 2)


_COMMA_LAST = re.compile(r",\s+(?:an?\s+|the\s+|your\s+)?[\"'*_]*$")


def _between_commas(use: Use) -> Span | None:
    """Find “sugar that is too low, hypoglycemia, comes on fast”: the term's own words right before its name."""
    if use.opening != "," or "," not in use.before[-10:]:
        return None
    left = left_of(use, _COMMA_LAST, ".;:,")
    if left is None or re.match(r"[\"')]*,\s*(?:and|or)\b", use.after):
        return None
    span = said_before(use, last_words(left, 8))
    return span if span and shared_stems(use, span) >= _OWN_WORDS else None


def _only_hard(use: Use, match: re.Match[str]) -> bool:
    """Tell whether an apposition puts another hard word for the term: “a bleeding gastric ulcer”."""
    span = Span(use.term.end + match.start("gloss"), use.term.end + match.end("gloss"))
    return bool(hard_places(use.article, span)) and not use.says(span, least=3)


_THAT_IS = re.compile(
    r"(?P<between>[^.;:–—]{0,70}?)\s*[:–—-]{1,2}\s+(?:that's|that\s+is|it's|it\s+is|this\s+is|they're|these\s+are)\s+(?:just\s+|simply\s+)?(?P<gloss>(?:an?|the|when|where|what|your|any)\s[^.;:]+?)(?=\s[–—-]\s|[.;:)]|$)"
)
_RESTATED = re.compile(
    r"[\"')*_]*\s*[,;:–—-]{1,2}\s*(?:or\s+)?(?:in\s+(?:other|plain|simple)\s+\w+|that\s+is(?:\s+to\s+say)?|i\.e\.|simply\s+put|put\s+simply)[,:]?\s+(?P<gloss>.+)$"
)


def _restated(use: Use) -> Span | None:
    """“T; in other words, G”, “T: that is, G” and “a T goes into your hand: that's the little tube”."""
    found = use.after_span(_RESTATED.match(use.after)) if use.opening in _MARKS else None
    if found is None and len(use.before.split()) <= LEAD_WORDS and ANY_DASH.search(use.after):
        found = use.after_span(_THAT_IS.match(use.after))
    return found


def which_clause(use: Use) -> Span | None:
    """Find “T, which means …”, “T, meaning …” and “T, in which …” only."""
    clause = re.match(r",\s*(?:which\s+(?:is|are|means?)|meaning|in\s+which|where|when)\s", use.after)
    return _apposition(use) if clause else None


_WHICH_KIND = re.compile(
    r"which\s+(?:is|are)\s+(?:an?|the)\s+(?:[\w-]+\s){1,2}(?:for|that|which|used|to|of)\s"
)
_IS = re.compile(r"(?:which\s+(?:is|are|was|were)\s+|(?=(?:an?|the|one\s+of)\s))")


def _says_nothing(gloss: str) -> bool:
    """Tell whether an apposition or “which is” clause only praises, counts or places the term."""
    match = _IS.match(gloss)
    return match is not None and not_defined().match(" is " + gloss[match.end() :]) is not None


def _or_gloss(use: Use) -> Span | None:
    match = _OR_AFTER.match(use.after) if use.opening in _OR else None
    joined = _OR_END.search(use.before, max(len(use.before) - 20, 0))
    if match is None and joined is None:
        return None
    plain = fold(use.term.term.plain)
    if match and _CHOICE.match(f"or {match['gloss']}"):
        match = None
    if match and match["comma"]:
        listed = _LISTED_BEFORE.search(use.before)
        listed = listed or _ONE_OF_SEVERAL.search(use.before)
        if not listed or (plain and plain in match["gloss"]):
            span = use.after_span(match, least=1)
            if span:
                return span
    if match and ((plain and match["gloss"].startswith(plain)) or _known_synonym(use, match["gloss"])):
        return use.after_span(match, least=1)
    if match and not match["comma"] and _RELATIVE.search(match["gloss"]):
        span = Span(use.term.end + match.start("gloss"), use.term.end + match.end("gloss"))
        if shared_stems(use, span) >= _OWN_WORDS and use.says(span):
            return span
    back = left_of(use, _OR_BEFORE, ",;:.()–—") if joined else None
    if back and plain and back.gloss.endswith((plain, plain + "s")):
        return said_before(use, back, least=1)
    if back and use.term.term.gloss:
        start = use.sentence.span.start + back.start
        span = Span(start, start + len(back.gloss))
        return span if shared_stems(use, span) >= 2 else None
    return None


def _known_synonym(use: Use, gloss: str) -> bool:
    return any(
        gloss.startswith(fold(name)) for name in use.term.term.variants if len(name) > 3 and name.islower()
    )


SHAPES: tuple[tuple[str, Callable[[Use], Span | None]], ...] = (
    ("brackets", brackets_after),
    ("brackets", _brackets_before),
    *VERBS,
    ("comma", _apposition),
    ("or", _or_gloss),
    ("restated", _restated),
    ("dash", dash),
    *DOINGS,
)
"""In the order in which they are tried."""
