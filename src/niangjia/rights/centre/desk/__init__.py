"""The pages of a centre: the window, rooms, duty, meetings, packets, and what the public sees."""
