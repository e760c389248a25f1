"""Soi kế hoạch: a wind tunnel for a plan before it is signed.

The draft is run through the real calendar, the law and the units' load. What comes out are findings for a person, each
with a proposed wording; nothing is changed, nothing is counted against anybody.

`findings` and `load` are pure; `knowledge` reads `data/scrutiny.toml`; `gathering` brings a plan's rows to them.
"""
