-- Agreement of repeats (other seeds, fewer prompts) with the reference clustering, by source and algorithm: middle value and the middle 80 %.
select
  source,
  algorithm,
  count(*)::integer as runs,
  median(ari) as ari,
  quantile_cont(ari, 0.1) as ari_low,
  quantile_cont(ari, 0.9) as ari_high,
  median(nmi) as nmi,
  median(vi) as vi,
  median(clusters)::double as clusters,
  median(kept)::double as kept,
  median(modularity) as modularity
from stability
group by source, algorithm
order by source, algorithm
