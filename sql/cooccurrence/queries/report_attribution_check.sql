-- Attribution of a sample of prompts and features by the gradient, by integrated gradients, and by exact removal, logits; worst 1 is the furthest off.
SELECT prompt_id, feature_id, sample, gradient, integrated_gradients, exact, worst
FROM attribution_check
ORDER BY worst
