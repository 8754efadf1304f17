"""The words that medlint knows: files of `rules/`, the wording language, terms and their forms."""
