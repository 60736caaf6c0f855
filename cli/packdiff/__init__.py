"""What a change of a pack does, before it is merged: what ``definitie packs diff`` shows."""
