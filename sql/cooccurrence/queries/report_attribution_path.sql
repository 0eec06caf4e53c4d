-- Whether integrated gradients from mean codes add up to what the features bring, over the checked prompts.
SELECT count(*)::INTEGER AS prompts, avg(contrast - reference) AS whole, avg(integrated) AS integrated, max(abs(error)) AS worst
FROM attribution_path
