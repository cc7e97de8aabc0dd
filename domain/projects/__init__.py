"""Projects: a start document that somebody approves, progress reports, the portfolio, and closing."""
