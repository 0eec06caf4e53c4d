-- Every repeat of the clustering on a share of the prompts.
select algorithm, run, clusters, kept, modularity, ari, nmi, vi
from stability
where source = 'subsample'
order by algorithm, run
