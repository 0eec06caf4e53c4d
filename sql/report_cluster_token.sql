-- Tokens that the features of a kept cluster promote: share of its features that have the token among their ten.
with member as (select feature_id, cluster, size from cluster where algorithm = $algorithm and kept)
select member.cluster, promoted_token.token, count(*)::integer as features, any_value(member.size)::integer as size, avg(promoted_token.weight) as weight
from promoted_token
join member on member.feature_id = promoted_token.feature_id
where promoted_token.direction = 'promoted'
group by member.cluster, promoted_token.token
qualify row_number() over (partition by member.cluster order by count(*) desc, avg(promoted_token.weight) desc, promoted_token.token) <= 10
order by member.cluster, features desc, weight desc, promoted_token.token
