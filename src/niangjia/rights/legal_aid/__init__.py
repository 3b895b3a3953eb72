"""Union legal aid: a lawyer for whoever needs one, free of charge.

An application is decided on in 7 days, a lawyer appointed in 3 more, at once where a day is near;
nobody is appointed before the house has looked whether the lawyer stands on the other side.
"""
