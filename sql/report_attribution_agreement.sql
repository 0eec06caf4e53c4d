-- How well gradient attributions agree with the other methods.
select method, sample, cells, spearman, low, high, slope, slope_low, slope_high, same_sign, noise_floor, above_noise, least, status, reason
from attribution_agreement
order by method, sample desc
