-- Selected features in order of number.
select feature_id
from feature
where selected
order by feature_id
