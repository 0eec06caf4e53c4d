-- Agreement of networks of fewer prompts with the reference clustering, by algorithm: middle value and the middle 80 %.
select
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
where source = 'subsample'
group by algorithm
order by algorithm
