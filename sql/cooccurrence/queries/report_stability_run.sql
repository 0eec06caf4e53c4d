-- Every repeat of the clustering, with another seed or on a share of the prompts.
SELECT source, algorithm, run, clusters, kept, modularity, ari, nmi, vi
FROM stability
ORDER BY source, algorithm, run
