"""Quality reports of concept schemes: what ``definitie bench quality`` makes."""
