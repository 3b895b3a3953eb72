"""The optional language model: an endpoint of the operator's own, behind one port.

Off unless an operator names one. `port` is what a model is to the house, `client` speaks to an
OpenAI-compatible endpoint, `breaker` lets a broken one rest, `configured` returns the one that was
chosen. Whoever uses it sends nothing about a person, and believes nothing it says unchecked.
"""
