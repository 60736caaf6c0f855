"""``python -m api.revalidation``: the process that judges stored definitions again; the service starts it."""

from api.standing_back import only_what_is_left, stand_back

stand_back()
only_what_is_left()  # to import all that is needed takes a second already

from api.revalidation.process import main  # noqa: E402

main()
