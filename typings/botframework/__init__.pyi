"""Nothing of this level is used."""
