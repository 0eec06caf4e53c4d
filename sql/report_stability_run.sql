-- Every repeat of the clustering.
select algorithm, source, run, clusters, kept, modularity, ari, nmi, vi
from stability
order by algorithm, source, run
