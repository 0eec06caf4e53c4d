-- How many prompts can go before a centrality changes.
select measure, weighted, cs, reason
from centrality_stability
order by weighted, measure
