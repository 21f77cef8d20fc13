"""Lists in the layout: the bullets after a paragraph, the items under a heading."""

from graph_builder.draft import Draft
from graph_builder.layout import Block


def following_bullets(blocks: tuple[Block, ...], n: int) -> list[Block]:
    """The bullets right after block `n`."""
    bullets = []
    for block in blocks[n + 1 :]:
        if block.kind != "bullet":
            break
        bullets.append(block)
    return bullets


def under_heading(draft: Draft, n: int) -> list[Block]:
    """The bullets under heading `n`: right after it, or after one paragraph that leads them in."""
    blocks = draft.layout.blocks
    bullets = following_bullets(blocks, n)
    if not bullets and n + 1 < len(blocks) and blocks[n + 1].kind == "paragraph":
        bullets = following_bullets(blocks, n + 1)
    return bullets
