"""Proposes which things of a build are the same as things of a register outside. Nothing here links them.

`book` has what is proposed, which the server reads as well; `wanted` looks for the things to ask for, `polite` asks,
`run` does it all.
"""
