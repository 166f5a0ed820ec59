"""Everything the store holds about people: who is meant, their rows of every source and month, their findings."""
