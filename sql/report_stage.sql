-- What each stage took.
select stage, hash, rows, seconds, peak_rss_bytes::double as peak_rss_bytes
from stage_run
order by stage
