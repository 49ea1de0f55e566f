"""One SQLite file: schema, migrations, transactions, queries. Nothing else speaks SQL."""
