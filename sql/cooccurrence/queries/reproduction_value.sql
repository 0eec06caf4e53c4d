-- This run's value of each figure of the reproduction card; names as in pipeline/cooccurrence/claims/published.ts. An absent one has no row, or NULL.
WITH kept AS (SELECT feature_id, cluster FROM cluster WHERE algorithm = $algorithm AND kept),

compared AS (SELECT * FROM anova WHERE algorithm = $algorithm AND test = 'anova'),

regressed AS (SELECT * FROM regression WHERE outcome = 'answer_prob' AND NOT weighted),

giant AS (SELECT max(size)::DOUBLE AS nodes, (SELECT count(*) FROM component)::DOUBLE AS features FROM component)

SELECT 'prompts' AS name, count(*)::DOUBLE AS value FROM prompt
UNION ALL
SELECT 'answers', count(DISTINCT answer)::DOUBLE FROM prompt
UNION ALL
SELECT 'answer ' || answer, count(*)::DOUBLE FROM prompt GROUP BY answer
UNION ALL
SELECT 'shortest', min(n_tokens)::DOUBLE FROM prompt
UNION ALL
SELECT 'longest', max(n_tokens)::DOUBLE FROM prompt
UNION ALL
SELECT 'rank-0 share', avg((answer_rank = 0)::INTEGER) FROM prompt
UNION ALL
SELECT 'mean probability', avg(answer_prob ORDER BY prompt_id) FROM prompt
UNION ALL
SELECT 'features', count(*)::DOUBLE FROM feature WHERE selected
UNION ALL
SELECT 'giant component', max(size)::DOUBLE FROM component
UNION ALL
SELECT 'kept clusters', count(DISTINCT cluster)::DOUBLE FROM kept
UNION ALL
SELECT 'kept features', count(*)::DOUBLE FROM kept
UNION ALL
SELECT 'anova tests', count(*)::DOUBLE FROM compared
UNION ALL
SELECT 'df between', max(df_between) FROM compared
UNION ALL
SELECT 'df within', max(df_within) FROM compared
UNION ALL
SELECT 'anova F ' || metric, f FROM compared
UNION ALL
SELECT 'anova p ' || metric, p_adjusted FROM compared
UNION ALL
SELECT 'R2 ' || predictor || ' ' || format('{:g}', factor), r_squared FROM regressed
UNION ALL
SELECT 'p ' || predictor || ' ' || format('{:g}', factor), p_adjusted FROM regressed
UNION ALL
SELECT 'slope ' || predictor || ' ' || format('{:g}', factor), slope / factor FROM regressed WHERE factor <> 0
UNION ALL
SELECT 'intercept', intercept FROM regressed WHERE predictor = 'betweenness' AND factor = 0.1
UNION ALL
SELECT measure || ' ' || feature_id::VARCHAR, value FROM centrality WHERE NOT weighted
UNION ALL
SELECT 'neighbours ' || feature_id::VARCHAR, round(value * (features - 1))
FROM centrality, giant
WHERE NOT weighted AND measure = 'degree'
UNION ALL
SELECT 'distances ' || component.feature_id::VARCHAR, round((component.size - 1) ^ 2 / (centrality.value * (giant.features - 1)))
FROM centrality, giant, component
WHERE
  NOT centrality.weighted AND centrality.measure = 'closeness' AND centrality.value > 0
  AND component.feature_id = centrality.feature_id
UNION ALL
SELECT metric || ' ' || feature_id::VARCHAR, value
FROM feature_metric
WHERE metric IN ('abs_corr_activation', 'absolute_summed_activation')
UNION ALL
SELECT 'mean at 30', avg(steering.answer_prob ORDER BY steering.set_id, steering.prompt_id)
FROM steering
INNER JOIN steering_set ON steering.set_id = steering_set.set_id
WHERE steering_set.arm = 'single' AND steering.factor = 30 AND steering.scaling = 'none' AND steering.mode = $mode
ORDER BY name
