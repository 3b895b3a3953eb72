"""The answer in plainer words, by the operator's language model: what it is told, what is believed.

`choosing` says which sentences may go out at all, `asking` how the model is asked and its answer
taken apart, `checking` what is believed of it, by `figures` (numbers, days, sums, articles),
`meaning` (must, may, must not, unless, or) and `wording` (nothing but the words of the sources).
`rewriting` puts it together; `offering` lets a page fetch it later.
"""
