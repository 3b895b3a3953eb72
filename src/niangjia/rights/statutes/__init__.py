"""法规库: the law as it stood on a day, at a place.

A *statute* is a law, regulation, rule or interpretation under one title; it has one *version* for
each time it was made or changed, and a version has *articles*. The texts are *imported* by the
operator from Markdown files and are no part of this project. From when a version holds is told
by its text or is unknown; then the date of the version stands in for it, and every reader is
told so. What no text here says of itself, repeals and articles overtaken by later ones, stands
in `known.toml`, each entry with its source.
"""
