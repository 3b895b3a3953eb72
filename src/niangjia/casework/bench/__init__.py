"""How fast queue, matter and intake are in a province of made-up matters, and how that grows."""
