"""From documents to quads: read, lay out, find mentions, read facts, identify, write with evidence."""

__all__ = ["GraphResult", "build_graph"]


def __getattr__(name: str) -> object:
    # spaCy is heavy: import the pipeline only when a build is asked for.
    if name in __all__:
        from graph_builder import build

        return getattr(build, name)
    raise AttributeError(name)
