-- The clustering at other resolutions.
select algorithm, resolution, clusters, largest, modularity, ari
from resolution_sweep
order by algorithm, resolution
