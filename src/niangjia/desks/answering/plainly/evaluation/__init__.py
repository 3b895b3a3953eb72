"""How well the checks of rewritten sentences hold: sentences of the law, altered on purpose."""
