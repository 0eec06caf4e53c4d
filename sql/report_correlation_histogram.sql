-- How the correlations are distributed, in bins of 0.05.
select (floor(r / 0.05) * 0.05)::double as low, count(*)::integer as pairs
from correlation
group by low
order by low
