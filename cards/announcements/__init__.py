"""The cards about announcements: the form, the message itself, the approval, how it goes, and the lists."""
