-- Each sampled edge beside the pair without one that it is held against, the largest effects first, for the size of the attribution.
SELECT
  e.source, e.target, e.r, e.attribution, e.effect, e.se, e.reason,
  o.target AS other, o.r AS other_r, o.attribution AS other_attribution, o.effect AS other_effect, o.se AS other_se, o.reason AS other_reason
FROM edge_effect AS e
JOIN edge_effect AS o ON o.pair = e.pair AND NOT o.edge
WHERE e.edge
ORDER BY abs(e.effect) / e.attribution DESC NULLS LAST, e.pair
