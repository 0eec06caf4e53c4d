-- What every stage last did. Peak memory passes 2^31 bytes, so it travels as DOUBLE (exact below 2^53).
SELECT analysis, scope, stage, hash, settings, rows, seconds, peak_rss_bytes::DOUBLE AS peak_rss_bytes
FROM stage_run
ORDER BY analysis, scope, stage;
