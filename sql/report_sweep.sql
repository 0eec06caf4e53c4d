-- The network at other thresholds.
select threshold, edges, density, components, giant, modularity, ari
from sweep
order by threshold
