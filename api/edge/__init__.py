"""What surrounds every request, as plain ASGI: request ids, logs, headers of security, and the last line of defence."""
