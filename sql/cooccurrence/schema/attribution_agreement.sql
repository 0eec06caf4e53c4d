-- How well gradient attributions agree with another method on the cells of attribution_check; status poor is a warning that the network stands on first-order numbers that do not hold.
CREATE TABLE attribution_agreement (
  method VARCHAR NOT NULL CHECK (method IN ('integrated-gradients', 'integrated-from-means', 'exact')), -- what the gradient is compared with; integrated-from-means with the centred attribution
  sample VARCHAR NOT NULL CHECK (sample IN ('top', 'random')),
  cells INTEGER NOT NULL CHECK (cells >= 1),             -- prompts × features
  spearman DOUBLE CHECK (spearman BETWEEN -1.000001 AND 1.000001), -- rank correlation with the gradient's; NULL where one of them does not vary
  low DOUBLE CHECK (low IS NULL OR isfinite(low)),       -- 95 % interval of spearman, bootstrap over prompts
  high DOUBLE CHECK (high IS NULL OR isfinite(high)),
  slope DOUBLE CHECK (slope IS NULL OR isfinite(slope)), -- of the method's value on the gradient's, least squares through the origin; 1 is agreement
  slope_low DOUBLE CHECK (slope_low IS NULL OR isfinite(slope_low)), -- 95 % interval of slope
  slope_high DOUBLE CHECK (slope_high IS NULL OR isfinite(slope_high)),
  same_sign DOUBLE NOT NULL CHECK (same_sign BETWEEN 0 AND 1), -- share of cells with the gradient's sign
  noise_floor DOUBLE CHECK (noise_floor >= 0 AND isfinite(noise_floor)), -- float32 rounding of one exact value, root mean square, logits; NULL for integrated gradients
  above_noise DOUBLE CHECK (above_noise BETWEEN 0 AND 1), -- share of cells whose gradient attribution exceeds it; NULL for integrated gradients
  least DOUBLE NOT NULL CHECK (isfinite(least)),                                -- setting attribution_check.least: rank correlation that counts as agreement
  status VARCHAR NOT NULL CHECK (status IN ('good', 'poor', 'undecided')),
  reason VARCHAR,                                        -- why it is not good
  PRIMARY KEY (method, sample),
  CHECK ((status = 'good') = (reason IS NULL))
);
