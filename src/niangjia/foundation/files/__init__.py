"""Papers, pictures and recordings that people hand in.

What comes in is known by its content, not by its name; pictures are made anew without what the
camera wrote into them; archives that unpack to more than they should, and files that are two things
at once, are refused. A *kept file* lies encrypted outside the database, belongs to something (its
owner, such as "matter:abc"), is shown by a link good for minutes and for one viewer, and goes when
its time is over.
"""
