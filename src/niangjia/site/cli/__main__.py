"""`python -m niangjia.site.cli` is the command `niangjia`."""

from niangjia.site.cli import main

main()
