"""What is believed of a rewritten sentence: only what its sources and the old sentence bear out."""

from collections.abc import Collection, Mapping

from niangjia.desks.answering.card import Sentence, Source
from niangjia.desks.answering.plainly.figures import figures
from niangjia.desks.answering.plainly.meaning import same_sense
from niangjia.desks.answering.plainly.wording import has_fit_form, is_borne, names_nothing_new


def fault(old: Sentence, new: Sentence, sources: Mapping[str, Source]) -> str:
    """Return why a sentence cannot stand for the old one, as a word for the log; "" where it can.

    It may rest on the old one's sources alone. Numbers are the old one's, all of them and no
    other, and each is in a source it cites; must, may and must not are unchanged; its words are
    those of the sources, or plain ones for them.
    """
    if not new.sources or not set(new.sources) <= set(old.sources) & sources.keys():
        return "sources"
    if not has_fit_form(old.text, new.text):
        return "form"
    borne = told_by(new.sources, sources)
    numbers = figures(new.text)
    if numbers != figures(old.text) or not numbers.keys() <= figures(borne).keys():
        return "numbers"
    if not same_sense(old.text, new.text):
        return "sense"
    if not names_nothing_new(old.text, new.text, borne):
        return "names"
    return "" if is_borne(old.text, new.text, borne) else "words"


def told_by(keys: Collection[str], sources: Mapping[str, Source]) -> str:
    """Return everything that some sources say, their names included."""
    return "\n".join(f"{sources[key].name}\n{sources[key].text}" for key in keys)
