"""Ingest: from files to articles with frozen text. ``read`` is the only door; it changes no file."""

from analysis.ingest.article import Article, Problem
from analysis.ingest.corpus import Corpus, read
from analysis.ingest.sets import Issue, SourceSet

__all__ = ["Article", "Corpus", "Issue", "Problem", "SourceSet", "read"]
