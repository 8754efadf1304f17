"""Keeps what is found out about an article with the article, so that it is found out once.

Facts are functions of an article in modules of their own; the article knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from medlint.articles.article import Article

P = ParamSpec("P")
R = TypeVar("R")


def fact(find: Callable[Concatenate[Article, P], R]) -> Callable[Concatenate[Article, P], R]:
    """Make a function of an article keep its answer in `article.facts`; what else it takes must be hashable."""

    @wraps(find)
    def kept(article: Article, /, *args: P.args, **kwargs: P.kwargs) -> R:
        facts = article.facts
        key = (find, *args) if args else find
        try:
            known: R = facts[key]
        except KeyError:
            known = facts[key] = find(article, *args, **kwargs)
        return known

    return kept
