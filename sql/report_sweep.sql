-- The network at other thresholds.
select threshold, edges, density, components, giant, modularity
from sweep
order by threshold
