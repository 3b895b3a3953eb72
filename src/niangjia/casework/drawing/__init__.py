"""A procedure as officers read it: a diagram (SVG) and the same in lines of text."""
