"""`python -m kurilreader` is the command."""

import sys

from kurilreader.cli.main import main

sys.exit(main())
