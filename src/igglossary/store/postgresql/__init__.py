"""The store of a team: a schema ``igglossary`` in a PostgreSQL database (docs/team.md).

Only imported for such a store.
"""
