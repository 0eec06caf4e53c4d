-- Tables of this run and their rows, so that the report can say what is missing.
select table_name as name, estimated_size::integer as rows
from duckdb_tables()
where schema_name = 'main'
order by table_name
