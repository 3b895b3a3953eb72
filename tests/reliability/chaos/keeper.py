"""Keeps the house: `serve PORT` with pages and everything in the background, or `work` without."""

import sys

from tests.reliability.chaos.house import open_house

if __name__ == "__main__":
    open_house()
    from niangjia.site.cli import running, working

    if sys.argv[1] == "serve":
        running.serve(host="127.0.0.1", port=int(sys.argv[2]), workers=1)
    else:
        working.work()
