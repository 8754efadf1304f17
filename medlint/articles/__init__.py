"""Understand: add facts of language to a document, and judge nothing."""
