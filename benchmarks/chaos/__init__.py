"""Everything that Koers promises, with its processes killed, its disk full and its database locked: see driver.py."""
