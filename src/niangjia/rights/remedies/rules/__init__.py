"""The rules, each with its article, as functions of numbers and days alone."""
