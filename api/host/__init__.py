"""The engine inside the service: one thread for small work, processes for large, and the reports it remembers."""
