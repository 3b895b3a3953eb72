"""问题理解: what a question in plain words is about.

A question is *understood*: whether it is a labour matter at all, which one or two of the fourteen
*issues* it is about, each with a confidence that can be taken at its word, and the *facts* it
tells (days, amounts, spans, roles), each with its place in the text so that the asker can put it
right. What is no labour matter gets a *field* and somewhere to go. Nothing is stored: a question
comes in and a value goes out. The *labels* by which this is learned and measured name questions
of outside collections by their ids; no question of anybody is kept here.
"""
