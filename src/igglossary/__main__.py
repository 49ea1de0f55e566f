"""``python -m igglossary``: the same as the command ``igglossary``."""

import sys

from igglossary.cli.start import main

if __name__ == "__main__":
    sys.exit(main())
