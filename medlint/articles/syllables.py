"""How many syllables a word has: hand-counted overrides, then a packaged table, then a letter rule.

The table comes from the CMU pronouncing dictionary and holds only the words on which the letter
rule below errs: who changes the rule makes the table anew with `medlint/_data/make_syllables.py`.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from functools import cache, lru_cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "_data"

COMMON_WORDS = DATA / "syllable_common.txt"
TABLE = DATA / "syllable_table.txt"
OVERRIDES = DATA / "syllable_overrides.txt"
NLTK_FOLDER = DATA / "nltk_data"
NLTK_FILE = NLTK_FOLDER / "corpora" / "cmudict" / "cmudict"
"""The same counts in NLTK's layout, for textstat; `medlint.articles.readability` uses it."""

_FOLDED = re.compile(r"[a-z]+")
_PARTS = re.compile(r"\d+(?:,\d{3})*(?!\d)|\d+|[^\W\d_]+(?:'[^\W\d_]+)*|[^\W_]")
_ENDING = re.compile(r"'(?:s|d|m|ve|ll|re)?$")
_HISSED = re.compile(r"(?:[sxz]|[cs]h|[cgsz]e)$")
_ORDINAL = frozenset({"st", "nd", "rd", "th", "s"})
_DIGITS = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1)
"""Zero to nine."""
_TEENS = (1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
"""Ten to nineteen."""
_TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)
"""None, ten, twenty to ninety."""

_SILENT = re.compile(
    # A written e that is not heard.
    r"""
      (?<=[aeiouy][^aeiouy])e$ | (?<=[aeiouy][lr][lr])e$                     # medicine, gazelle; not "able"
    | (?<=[aeiouy][^aeiouy][^aeiouylr])e$ | (?<=[aeiouy][^aeiouy]{2}[^aeiouylr])e$
    | (?<=[aeiouyw][^aeiouybcdgptv]r)e$ | (?<=[aeiouyn][gq])ue(?=[sd]?$)     # not "centre"; tongue
    | (?<=[aeiouy][^aeiouysxzcg])e(?=s$) | (?<=[aeiouy][^aeiouy][^aeiouyhlrsxzcg])e(?=s$)
    | (?<=[aeiouy][^aeiouysc]h)e(?=s$) | (?<=[aeiouy]ll)e(?=s$)
    | (?<=[aeiouy][^aeiouytd])e(?=d$) | (?<=[aeiouy][^aeiouy][^aeiouytdlr])e(?=d$)
    | (?<=[aeiouy][^aeiouy]{2}[^aeiouytdlr])e(?=d$) | (?<=[aeiouy][lr][lr])e(?=d$)
    | (?<=[aeiouy][^aeiouy])e(?=(?:ly|ments?|ful(?:ly|ness)?|less(?:ly|ness)?|ness(?:es)?)$)
    | (?<=[aeiouy][^aeiouy][^aeiouylr])e(?=(?:ly|ments?|ful(?:ly)?|less(?:ly)?|ness)$)
    | (?<=[aeo]y)e(?=d$) | (?<=ic)a(?=lly$)                                  # played, typically
    | (?<=^som)e(?=[^aeioursy]) | (?<=^tim)e(?=[^aeioursy]) | (?<=^hom)e(?=[^aeiourosy])
    | (?<=^lif)e(?=[^aeiou]) | (?<=^sid)e(?=[^aeiourdn]) | (?<=^for)e(?=[^aeiouns]) | (?<=^wher)e(?=.)
    | (?<=^ther)e(?=[abfiou]) | (?<=^car)e(?=[gftw]) | (?<=^fac)e(?=[^aeioust])
    | (?<=^her)e(?=[abfiouw]) | (?<=^whol)e(?=.)
    """,
    re.VERBOSE,
)
_JOINT = re.compile(
    # A prefix or combining form that ends in a vowel keeps it apart from the next one.
    r"""
      (?:micr|macr|mon|olig|schiz|sacr|cyst|vesic|tubul|spondyl|phac|phosph|bi|fluor|neur|gastr|electr|hydr
        |retr|intr|nitr|astr|therm|psych|physi|bronch|immun|radi|phot|aut|heter|hom|hyp|uter|cervic|nas|rect
        |ile|jejun|duoden|hepat|enter|esophag|aden|angi|arteri|lip|prot|pseud|mes|nephr|vas|pancreat|splen
        |lymph|oste|chondr|arthr|cardi|peric|cerebr|my|crani|spin|gluc|chlor|steth|thorac|ophthalm|ot|rhin
        |laryng|trache|dermat|kerat|erythr|leuk|thromb|hem|haem|hist|cyt|carcin|onc)o(?=[ou]|e(?!dem)|i(?!d)|a(?!$))
    | (?<=[aeiouy][^aeiouy])o(?=ate[ds]?$) | o(?=ics?$|ical) | ^neo(?=[aeiou]) | (?<=r)e(?=ata)
    | (?<=[aeiouy][^aeiouy])e(?=as$) | (?:cr|th)e(?=at|as$) | (?<=in)e(?=ate) | (?<=us)e(?=ate) | (?<=rm)e(?=at) | (?:^|o)sci(?=en[ct])
    | ^ste(?=at) | ^o(?=o[^z]) | zo(?=o|a$|al$) | ^(?:endo|dextro|hypo|anti|auto)(?=[aeiouy])
    | ^(?:un|non)?(?:co(?=ag|ex|in[cfh]|op|or[dti]|au)|pre(?=[eio]|a[dnum])|de(?=act|es|ic|io)|bi(?=e)
        |re(?=a(?:ct|ss|pp|dm|dj|ll|ff|rr|w|li|b)|e[mnsxvd]|i[nmst]|u[nps]|o[cprx])|tri(?=e)
        |(?:ant|sem|mult|per|ep)i(?=e)|pro(?=[aei])|(?:intr|extr|ultr|supr|infr|contr|par|met|tetr)a(?=[aeiou]))
    """,
    re.VERBOSE,
)
_SOUND = re.compile(
    # Each match is one syllable. Vowels that no line joins stand in hiatus: os-te-o-po-ro-sis.
    r"""
      eau | ieu | iew | eye | [ao]y(?![aeiou])
    | (?<=[ctxg])iou | (?<=[cg])eou                                          # conscious, religious, gorgeous
    | (?<=[ctsxg])io(?=n) | (?<=[aeiou]n)io(?=n) | (?<=ll)io | (?<=ch)io(?=n)   # nation, opinion, million
    | (?<=[ct])ia(?=[ln]) | (?<=s)ia(?=n) | (?<=[ntc]c)ia$ | (?<=[nt]t)ia$ | (?<=[aeu]s)ia$  # special, amnesia
    | (?<=[ctg])ie(?=n[ct]) | (?<=g)eo(?=n) | (?<=p)eo(?=pl) | (?<=l)eo(?=p)  # patient, surgeon, people
    | (?<=^[^aeiouy])ie(?!t|n[ct]|r) | (?<=^[^aeiouy]{2})ie(?!nt|r$) | ie(?!t|n[ct]|ct|rs?$|st$|us|[ao])
    | (?<=[gq])u[aeio](?![aeiouy]) | (?<=[gq])ui(?=et) | (?<=[gq])u(?:ee|ea|ie(?!t)|ay|ai|oi|oa|ey)  # guard
    | (?<=s)ui(?=t) | (?<=[jr])ui(?=[cst]) | (?<=c)ui | (?<=b)ui(?=l)        # suit, juice, biscuit, build
    | ea(?=[bdfgkmpstwx]|[cv](?!a)|ch|l[dtm]|n[dsitie]|r(?!ian|$)|th|u) | ^ea | (?<=^[^aeiouy])ea
    | (?<=^[^aeiouy]{2})ea | (?<=[rpntwlhvs][rpl])ea[lrt]$ | (?<=[htb])ea[tr] | (?<=n)ear | (?<=cl)ea
    | (?<=fl)uo(?=r) | eu(?!ms?$|s$) | ei(?!$|ng|ty|tis|c$) | ee | ew | ey
    | ai(?!c) | au | ay | aw | ae | aa | oo | ou | oi(?!ngs?$|(?<=[aeiouy][^aeiouy]oi)n$) | oy
    | (?<=^c)oe(?=l) | oe(?!t|n[tcz]|x|l|p) | ow | oa(?!tio|gu|s[ie]|ci|le) | ue(?=s?$) | uy | (?<=^d)ye | (?<=[^aeiouy])ye(?=s?$)
    | y(?=[aeiou])(?<=[aeou]y)[aeiou][aeiouw]? | ^y[aeiou][aeiouw]?          # player, yes
    | [aeiouy]
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=65_536)
def syllables(word: str) -> int:
    """Return the syllables of a word in lower case, at least one.

    Case is lost in folded text, so `who` is the word and not the organisation; short forms that are
    no words (`hiv`, `copd`) stand in the overrides, and letters without a vowel are read one by one.
    `syllables_as_written` looks at the capitals first.
    """
    if not _FOLDED.fullmatch(word):
        return _of_mixed(word)
    count = _overrides().get(word) or _table().get(word) or _common().get(word)
    if count is None and word.endswith("s"):
        count = _overrides().get(word[:-1])
        if count and _HISSED.search(word[:-1]):
            count += 1
    return count or count_by_rule(word)


def syllables_as_written(word: str) -> int:
    """Return the syllables of a word whose case is kept: up to five capitals are read as letters.

    Short forms that the overrides or the table hold (AIDS, COVID, NICE) are read as those say.
    """
    folded = word.lower()
    if 1 < len(word) <= 5 and word.isascii() and word.isalpha() and word.isupper():
        return _overrides().get(folded) or _table().get(folded) or spelled_out(folded)
    return syllables(folded)


def spelled_out(letters: str) -> int:
    """Return the syllables of letters read one by one; only W has more than one."""
    return len(letters) + 2 * letters.count("w")


def count_by_rule(word: str) -> int:
    """Return the syllables of a word of the letters a to z, by its letters alone."""
    heard = _SILENT.sub("", _JOINT.sub(r"\g<0>|", word))
    count = len(_SOUND.findall(heard))
    if word.endswith(("sm", "thm", "sms", "thms")):
        count += 1
    return count or spelled_out(word)


def rule_fingerprint() -> str:
    """Return a mark of the letter rule; the table bears the mark of the rule that it was made for."""
    patterns = "".join(pattern.pattern for pattern in (_SILENT, _JOINT, _SOUND))
    return f"{zlib.crc32(patterns.encode()):08x}"


def stand_in(count: int) -> str:
    """Return the made-up word that stands for any word of so many syllables in NLTK's file."""
    return f"syllables{min(count, 40)}"


def number_syllables(number: int) -> int:
    """Return the syllables of a number read out; years and long numbers as people say them.

    1,000 is “one thousand”; 1984 “nineteen eighty-four”; from ten digits on, digit by digit.
    """
    if number >= 1_000_000_000:
        return sum(_DIGITS[int(digit)] for digit in str(number))
    if number >= 1_000_000:
        rest = number % 1_000_000
        return number_syllables(number // 1_000_000) + 2 + (number_syllables(rest) if rest else 0)
    if (1100 <= number < 2000 or 2010 <= number < 2100) and number % 100:
        low = number % 100
        return number_syllables(number // 100) + number_syllables(low) + (low < 10)
    if number >= 1000:
        rest = number % 1000
        return number_syllables(number // 1000) + 2 + (number_syllables(rest) if rest else 0)
    if number >= 100:
        return _DIGITS[number // 100] + 2 + (number_syllables(number % 100) if number % 100 else 0)
    if number >= 20:
        return _TENS[number // 10] + (_DIGITS[number % 10] if number % 10 else 0)
    return _TEENS[number - 10] if number >= 10 else _DIGITS[number]


def _of_mixed(word: str) -> int:
    known = _table().get(word)
    if known:
        return known
    if word.endswith("n't") and _FOLDED.fullmatch(word[:-3]):
        return syllables(word[:-3]) + 1
    base = _ENDING.sub("", word)
    if base != word and base:
        return syllables(base) + bool(word.endswith("'s") and _HISSED.search(base))
    plain = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
    parts = _PARTS.findall(plain.replace("μg", "mcg"))
    if parts == [word] and not word[0].isdigit():
        return _of_letters(word)
    count = 0
    for at, part in enumerate(parts):
        if part[0].isdecimal():
            count += _of_digits(part)
        elif at and parts[at - 1][0].isdecimal() and part in _ORDINAL:
            count += (
                part == "th"
                and parts[at - 1][-1] == "0"
                and len(parts[at - 1]) > 1
                and parts[at - 1][-2] != "1"
            )
        else:
            count += syllables(part)
    return max(count, 1)


def _of_digits(digits: str) -> int:
    if digits == "000":
        # What is left of “2,000” where the comma parts words.
        return 2
    bare = digits.replace(",", "")
    if len(bare) > 1 and bare[0] == "0":
        return sum(_DIGITS[int(digit)] for digit in bare)
    return number_syllables(int(bare))


def _of_letters(word: str) -> int:
    """Return the syllables of letters outside a to z: Greek ones by their names, others as one."""
    if "'" in word:
        return sum(syllables(part) for part in word.split("'") if part)
    names = [unicodedata.name(char, "") for char in word]
    if len(word) <= 2 and all(name.startswith("GREEK") for name in names):
        return sum(syllables(name.split()[-1].lower()) for name in names)
    return max(sum(char in "aeiouy" for char in word), 1)


@cache
def _table() -> dict[str, int]:
    """Return the words of the dictionary on which the letter rule errs."""
    return _grouped(TABLE)


@cache
def _common() -> dict[str, int]:
    """Return common words on which it does not: looking them up is quicker."""
    return _grouped(COMMON_WORDS)


def _grouped(file: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in file.read_text(encoding="ascii").splitlines():
        count, _, words = line.partition(" ")
        if count != "#":
            found.update(dict.fromkeys(words.split(), int(count)))
    return found


@cache
def _overrides() -> dict[str, int]:
    """Return the words counted by hand; each line is a word, its count and, for the reader, its parts."""
    found: dict[str, int] = {}
    for line in OVERRIDES.read_text(encoding="ascii").splitlines():
        if line and not line.startswith("#"):
            word, count, *_ = line.split()
            found[word] = int(count)
    return found
