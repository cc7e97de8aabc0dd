"""Projects: their editions, reports, history, and where their files are."""
