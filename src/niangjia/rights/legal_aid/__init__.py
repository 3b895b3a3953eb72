"""Union legal aid: a lawyer for whoever needs one, free of charge."""
