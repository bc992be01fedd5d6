"""`python -m mentorsite` is the same as `mentorsite`."""

from mentorsite.cli import main

main()
