"""Projects: their editions, who is in them, their history, and their reports."""
