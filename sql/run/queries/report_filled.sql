-- Tables of this run, so that the report can say what is missing.
SELECT table_name AS name
FROM duckdb_tables()
WHERE schema_name = 'main'
ORDER BY table_name
