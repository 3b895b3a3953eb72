"""Which articles answer a question: pure functions of the texts, the topic book and the weights."""
