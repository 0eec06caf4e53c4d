-- How well gradient attributions agree with the other methods.
SELECT method, sample, cells, spearman, low, high, slope, slope_low, slope_high, same_sign, noise_floor, above_noise, least, status, reason
FROM attribution_agreement
ORDER BY method, sample DESC
