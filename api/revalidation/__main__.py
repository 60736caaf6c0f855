"""``python -m api.revalidation``: the process that judges again; the service starts it."""

from api.revalidation.process import main

main()
