"""Words as the search sees them: cut, freed of stop words, stemmed and folded.

Every word has a *form*, its folded spelling as it stands in the text, and a *stem*. The browser
knows no stemmers: it folds what the visitor types, finds that form, and the index says which other
forms share a stem with it. So `WORD` and `fold` have a twin in the theme's script (`words.ts`), and
a golden file holds the two together.

Stems are made before folding, since a stemmer knows the accents of its language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple
from unicodedata import normalize

from whoosh.analysis.filters import LowercaseFilter, StopFilter
from whoosh.analysis.tokenizers import NormalizingRegexTokenizer
from whoosh.lang.snowball import classes as stemmers
from whoosh.lang.stopwords import stoplists

# Scripts without spaces between words, which are cut into pairs of characters: Thai, Lao, Burmese,
# Khmer, Japanese and Chinese. Korean has spaces.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# What belongs to a word although Python's \w leaves it out: accents, Hebrew and Arabic vowel
# points, and the vowel signs of India's scripts.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0963\u0966-\u0dff"
)
WORD = rf"[A-Za-z](?:\+\+|#)(?![^\W_])|[{_UNSPACED}]+|(?:[^\W_{_UNSPACED}]|[{_MARKS}])+"
"""C++ and C#, a run of an unspaced script, or a run of letters and digits."""

_POINTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0670\u0640]")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "a", "œ": "o", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h"}
    | {"ı": "i", "ς": "σ", "ى": "ي", "ة": "ه"}
)
_UMLAUT_IN_TWO_LETTERS = re.compile("([aou])e")
_RUN = re.compile(f"[{_UNSPACED}]+")


class Word(NamedTuple):
    form: str
    stem: str


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The spelling without accents, points and umlauts, from lower case.

    >>> fold("müller"), fold("mueller"), fold("muller"), fold("straße")
    ('muller', 'muller', 'muller', 'strasse')
    """
    if not word.isascii():
        plain = _POINTS.sub("", normalize("NFKD", word)).translate(_LETTERS)
        word = normalize("NFC", plain)
    return _UMLAUT_IN_TWO_LETTERS.sub(r"\1", word)


class _Whole:
    """The stemmer of languages that have none."""

    @staticmethod
    def stem(word: str) -> str:
        return word


_WORDS = NormalizingRegexTokenizer("NFC", WORD) | LowercaseFilter()


class Analysis:
    """How prose of one language is taken apart."""

    def __init__(self, language: str) -> None:
        self.stops = stoplists.get(language, frozenset[str]())
        self._tokens = _WORDS | StopFilter(self.stops, minsize=1)
        stemmer: Any = stemmers.get(language, _Whole)()
        self._stem = lru_cache(maxsize=1 << 16)(stemmer.stem)

    def words(self, text: str) -> list[Word]:
        """The words that count, in their order."""
        words = _pairs(token.text for token in self._tokens(text))
        return [Word(form, fold(self._stem(word))) for word in words if (form := fold(word))]


@cache
def analysis(language: str) -> Analysis:
    """The analysis of a language, given by its BCP 47 code."""
    return Analysis(language.partition("-")[0].lower())


def language_of(text: str, expected: str) -> str:
    """The language whose stop words the text uses, if clearly more than those of ``expected``."""
    words = Counter(_spelled(text))
    known = analysis(expected).stops
    best, most = expected, 2 * sum(words[word] for word in known) + 2
    for language in sorted(stoplists):
        score = sum(words[word] for word in analysis(language).stops)
        if score > most:
            best, most = language, score
    return best


def name_forms(text: str) -> list[str]:
    """The forms of names, which keep stop words and are not stemmed."""
    return [form for word in _pairs(_spelled(text)) if (form := fold(word))]


def query_forms(text: str, stops: frozenset[str]) -> list[str]:
    """What a query asks for, once each; stop words (folded) only if nothing else is there.

    A run of an unspaced script asks for all pairs in it; only a single character stands alone.
    """
    words = _pairs(_spelled(text), last_alone=False)
    forms = [form for word in words if (form := fold(word))]
    return list(dict.fromkeys(form for form in forms if form not in stops) or dict.fromkeys(forms))


def is_unspaced(word: str) -> bool:
    """Whether the word is of a script that writes no spaces."""
    return _RUN.fullmatch(word) is not None


def _spelled(text: str) -> Iterator[str]:
    """The words in lower case, unspaced scripts in runs."""
    return (token.text for token in _WORDS(text))


def _pairs(words: Iterable[str], *, last_alone: bool = True) -> Iterator[str]:
    """Cuts runs of unspaced scripts into overlapping pairs.

    The last character also stands alone, so that each begins a term, by which it can be found.
    """
    for word in words:
        if len(word) == 1 or not is_unspaced(word):
            yield word
            continue
        yield from (word[index : index + 2] for index in range(len(word) - 1))
        if last_alone:
            yield word[-1]
