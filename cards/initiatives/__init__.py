"""The cards about just-do-it initiatives: the form, the summary, the initiative itself, lists, campaigns and charts."""
