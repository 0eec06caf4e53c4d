-- For each kept cluster of an algorithm's reference run: the share of its pairs of features that stay together, over the other runs.
with reference as (select algorithm, feature_id, cluster from cluster where kept),
pair as (
  select a.algorithm, a.cluster, a.feature_id as feature_a, b.feature_id as feature_b
  from reference a
  join reference b on b.algorithm = a.algorithm and b.cluster = a.cluster and a.feature_id < b.feature_id
)
select
  pair.algorithm,
  pair.cluster,
  count(distinct one.run)::integer as runs,
  avg((one.cluster = two.cluster)::integer) as together
from pair
join "partition" one on one.algorithm = pair.algorithm and one.feature_id = pair.feature_a and one.run > 0
join "partition" two on two.algorithm = pair.algorithm and two.run = one.run and two.feature_id = pair.feature_b
group by pair.algorithm, pair.cluster
order by pair.algorithm, pair.cluster
