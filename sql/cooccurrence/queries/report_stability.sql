-- Agreement of repeats (other seeds, fewer prompts) with the reference clustering, by source and algorithm: middle value and the middle 80 %.
SELECT
  source,
  algorithm,
  count(*)::INTEGER AS runs,
  median(ari) AS ari,
  quantile_cont(ari, 0.1) AS ari_low,
  quantile_cont(ari, 0.9) AS ari_high,
  median(nmi) AS nmi,
  median(vi) AS vi,
  median(clusters)::DOUBLE AS clusters,
  median(kept)::DOUBLE AS kept,
  median(modularity) AS modularity
FROM stability
GROUP BY source, algorithm
ORDER BY source, algorithm
