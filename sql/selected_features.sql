-- Features that entered the network.
SELECT feature_id FROM feature WHERE selected ORDER BY feature_id
