"""Words the templates of every room use: assets, icons, dates and money the Chinese way."""
