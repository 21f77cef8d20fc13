"""What the screen cannot do."""


class NotCompilable(Exception):
    """A shape that only pySHACL can judge; the message says why."""
