"""How the key ranges of a comparison are walked; nothing else knows that there is more than one way."""
