-- Tables of this run and the schemas they stand in, so that the report can say what is missing.
SELECT schema_name AS "schema", table_name AS name
FROM duckdb_tables()
ORDER BY schema_name, table_name
