"""How pages of things are laid out, as `layout.ttl` says it. See `shapes.pages.layout`."""
