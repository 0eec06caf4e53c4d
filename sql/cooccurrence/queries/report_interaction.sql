-- Every pair removed together and alone: its interaction index beside that of its control pairs, logits.
SELECT feature_a, feature_b, cluster_a, cluster_b, within, damage, damage_a, damage_b, interaction, interaction_se, controls, control_mean, control_sd, control_magnitude, r
FROM interaction
ORDER BY within DESC, feature_a, feature_b
