"""Who gets aid, how soon, who must not act, who comes next: pure functions, without a database."""
