-- What each selected feature is called, and where its page is.
SELECT feature_id, label, source, link
FROM label
ORDER BY feature_id
