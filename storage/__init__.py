"""Everything the service keeps: tables, migrations, repositories, one unit of work, and the server they live in.

PostgreSQL is the only dialect. This layer knows the engine's records and reports; it knows nothing of HTTP.
"""
