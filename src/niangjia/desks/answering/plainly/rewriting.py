"""The whole way: chosen, asked, checked; whatever fails leaves the house's own sentence."""

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Mapping, Sequence

from niangjia.desks.answering.card import Sentence, Source
from niangjia.desks.answering.plainly.asking import EDITION, content, instructions, taken_apart
from niangjia.desks.answering.plainly.checking import fault
from niangjia.desks.answering.plainly.choosing import chosen
from niangjia.desks.answering.plainly.keeping import Kept
from niangjia.foundation.languagemodel.port import LanguageModel, ModelFailed

logger = logging.getLogger(__name__)

kept = Kept()


def plainer(
    *, sentences: Sequence[Sentence], sources: Mapping[str, Source], model: LanguageModel
) -> tuple[Sentence, ...]:
    """Return the sentences in their order, in plainer words where the model's can be believed.

    Raises nothing: where the model fails, all are the house's own. Only what `choosing` lets out
    is sent, and no word of the asker's is among it.
    """
    some, borne = chosen(sentences, sources)
    if not some:
        return tuple(sentences)
    try:
        rewritten = _rewritten(some, borne, model)
    except ModelFailed as failed:
        logger.warning("the language model did not help: %s", failed.why)
        return tuple(sentences)
    return tuple(rewritten.get(one, one) for one in sentences)


def _rewritten(
    some: Sequence[Sentence], sources: Mapping[str, Source], model: LanguageModel
) -> dict[Sentence, Sentence]:
    key = _key(some, sources, model)
    believed = kept.get(key)
    if believed is None:
        said = model.answer(instructions=instructions(), content=content(some, sources))
        believed = _believed(taken_apart(said, some, sources), some, sources)
        kept.put(key, believed)
    return {some[place]: sentence for place, sentence in believed.items()}


def _believed(
    told: Mapping[int, Sentence], some: Sequence[Sentence], sources: Mapping[str, Source]
) -> dict[int, Sentence]:
    faults = {place: fault(some[place], new, sources) for place, new in told.items()}
    dropped = Counter(why for why in faults.values() if why)
    if dropped or len(told) < len(some):
        missing = len(some) - len(told)
        logger.info("sentences of the model dropped: %s, missing: %d", dict(dropped), missing)
    return {
        place: new
        for place, new in told.items()
        if not faults[place] and new.text != some[place].text
    }


def _key(some: Sequence[Sentence], sources: Mapping[str, Source], model: LanguageModel) -> str:
    asked = [
        EDITION,
        model.name,
        [[one.text, *one.sources] for one in some],
        [[key, source.name, source.text] for key, source in sources.items()],
    ]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()
