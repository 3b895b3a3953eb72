"""How fast the library finds: made-up cases in any number, lay questions, filters and facets."""
