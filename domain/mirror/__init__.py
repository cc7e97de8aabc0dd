"""What Koers keeps is also a list in SharePoint, and both sides become equal whoever changes them."""

from domain.mirror.mirror import Mirror
from domain.mirror.shape import Column, Kind, ListShape, Mirrored, Value

__all__ = ["Column", "Kind", "ListShape", "Mirror", "Mirrored", "Value"]
