"""`python -m bot` is `accord`."""

from bot.cli import main

raise SystemExit(main())
