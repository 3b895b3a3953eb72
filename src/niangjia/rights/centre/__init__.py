"""The one-stop centre: every body that can settle a dispute, at one door and under one number."""
