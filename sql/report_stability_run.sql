-- Every repeat of the clustering, with another seed or on a share of the prompts.
select source, algorithm, run, clusters, kept, modularity, ari, nmi, vi
from stability
order by source, algorithm, run
