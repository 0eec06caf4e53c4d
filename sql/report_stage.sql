-- What each stage took.
SELECT stage, hash, rows, seconds, peak_rss_bytes::DOUBLE AS peak_rss_bytes
FROM stage_run
ORDER BY stage
