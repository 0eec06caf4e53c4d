-- Observed statistics beside their distribution under each null.
select "null", statistic, observed, mean, sd, low, high, z, p, replicates, note
from null_statistic
order by "null", statistic
