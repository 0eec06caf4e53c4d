-- Every repeat of the clustering with another seed.
select algorithm, run, clusters, kept, modularity, ari, nmi, vi
from stability
where source = 'seed'
order by algorithm, run
