"""stub"""
from dataclasses import dataclass, field
@dataclass
class Settled:
    hidden: frozenset = frozenset()
    assigned: dict = field(default_factory=dict)
    of: dict = field(default_factory=dict)
def settled(live): return Settled()
def listed(live): return []
def one(live,id): return None
def write(live,wish,who): print(wish)
