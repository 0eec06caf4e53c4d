-- Kept clusters of every algorithm: size, how strongly members correlate, and how many of their edges are negative.
with member as (select algorithm, cluster, size, feature_id from cluster where kept),
inside as (
  select a.algorithm, a.cluster, avg(abs(correlation.r)) as mean_abs_r, avg((correlation.r < 0)::integer) as share_negative
  from correlation
  join member a on a.feature_id = correlation.feature_a
  join member b on b.feature_id = correlation.feature_b and b.algorithm = a.algorithm and b.cluster = a.cluster
  group by a.algorithm, a.cluster
),
outside as (
  select a.algorithm, a.cluster, avg(abs(correlation.r)) as mean_abs_r
  from member a
  join correlation on correlation.feature_a = a.feature_id or correlation.feature_b = a.feature_id
  join member b
    on b.algorithm = a.algorithm and b.cluster <> a.cluster
    and b.feature_id = case when correlation.feature_a = a.feature_id then correlation.feature_b else correlation.feature_a end
  group by a.algorithm, a.cluster
)
select
  member.algorithm,
  member.cluster,
  any_value(member.size)::integer as size,
  any_value(inside.mean_abs_r) as mean_abs_r_inside,
  any_value(outside.mean_abs_r) as mean_abs_r_outside,
  any_value(inside.share_negative) as share_negative
from member
left join inside on inside.algorithm = member.algorithm and inside.cluster = member.cluster
left join outside on outside.algorithm = member.algorithm and outside.cluster = member.cluster
group by member.algorithm, member.cluster
order by member.algorithm, member.cluster
