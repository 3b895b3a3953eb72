"""What a sentence of a labour judgment states: twenty elements, from dismissal to a settlement.

`elements_of` is the door. A linear model over written signs (signs.toml) and characters tells the
common elements; the rare ones, of which nobody has enough sentences to learn from, are told by
rules alone (labels.toml). The card is docs/models/elements.md.
"""

from niangjia.rights.caselaw.elements.tagging import Element, elements_of

__all__ = ["Element", "elements_of"]
