"""The cards about projects: writing a start document, approving it, following it, reports, and the portfolio."""
