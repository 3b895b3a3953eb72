"""What runs beside the test that kills: hands at work, a keeper of the house, and the verdict."""
