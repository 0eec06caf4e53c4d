-- Attribution of a sample of prompts and features by the gradient, by integrated gradients from no features and from mean codes, and by exact removal, logits; worst 1 is the furthest off.
SELECT prompt_id, feature_id, sample, gradient, centred, integrated_gradients, integrated_from_means, exact, worst
FROM attribution_check
ORDER BY worst
