-- Observed statistics beside their distribution under each null.
select "null", statistic, observed, mean, sd, z, p, replicates, note
from null_statistic
order by "null", statistic
