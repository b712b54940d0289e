"""`python -m factcheck`."""

import sys

from factcheck.entry import main

sys.exit(main())
