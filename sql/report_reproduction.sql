-- Every figure of the published study beside this run's.
select category, figure, published, unit, derived, value, same_setting, setting, reason
from reproduction
order by place
