"""The one-stop centre (多元化解中心): every body that can settle a dispute, at one door.

One window, two tribunals, five rooms; 联络 liaison, 联席 joint meetings, 联排 joint checks, 联调
settling together, 联训 learning together. What somebody asks for is a matter of the engine; here
lives what only a centre knows: where a dispute had best go, rooms and their bookings, who is on
duty, what is handed over on paper, and what the bodies agreed on together.
"""
