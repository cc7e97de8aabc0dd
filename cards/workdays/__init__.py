"""The cards about home and office days: the week, the fixed pattern, the month, who is in, the settings, the export."""
