"""The years of the working calendar that the installed package does not know yet.

The State Council publishes the holidays of a year in the autumn before. Where the notice is out and
the package has not followed, whoever runs the house enters it here, with its source; until then
every period that reaches into the year is an error that says so.
"""
