-- Tables of this run, so that the report can say what is missing.
select table_name as name
from duckdb_tables()
where schema_name = 'main'
order by table_name
