"""The Teams app package: manifest.json, its translation and the icons."""
