"""The steward's desk, `/steward`: what needs a decision, deciding, and building with what was decided.

All of it is behind a login. No page of it is kept by any cache, and no other page knows who is logged in.
"""
