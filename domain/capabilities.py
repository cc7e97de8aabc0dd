"""What Koers can do: each capability has one name, which is also the name of its file in every layer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Capability:
    """One thing that Koers does for people. `ready` False: planned, and Koers says so when asked for it."""

    name: str
    ready: bool


CAPABILITIES = (
    Capability("vision", ready=True),
    Capability("workspaces", ready=True),
    Capability("workdays", ready=True),
    Capability("projects", ready=True),
    Capability("initiatives", ready=True),
    Capability("check_ins", ready=False),
    Capability("announcements", ready=True),
)

BY_NAME = {capability.name: capability for capability in CAPABILITIES}
