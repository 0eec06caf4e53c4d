-- Measures of a feature that are not network centralities: from its attributions (logits), activations or correlations.
CREATE TABLE feature_metric (
  feature_id INTEGER NOT NULL,
  metric VARCHAR NOT NULL, -- abs_corr_activation, max_activation, summed_activation, absolute_summed_activation, std_activation, …
  value DOUBLE CHECK (value IS NULL OR isfinite(value)),
  reason VARCHAR,
  PRIMARY KEY (metric, feature_id),
  CHECK ((value IS NULL) = (reason IS NOT NULL))
);
