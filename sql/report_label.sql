-- What each selected feature is called, and where its page is.
select feature_id, label, source, link
from label
order by feature_id
