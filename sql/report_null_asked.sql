-- The nulls that every edge was asked about.
select distinct unnest(asked) as name
from edge_evidence
order by name
