"""`python -m province` is `motcua-province`."""

from province.cli import main

raise SystemExit(main())
