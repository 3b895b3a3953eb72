"""The hotline 12351: whoever calls, writes or comes by is heard, and gets an answer in time."""
