"""``python -m analysis`` is the program ``onrecord``."""

import sys

from analysis.cli import main

sys.exit(main())
