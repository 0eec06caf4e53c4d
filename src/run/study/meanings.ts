/** What each key of a study file means, in a sentence. docs/study-file.md is made from this, so a key without one fails a test. */
export const MEANINGS: Readonly<Record<string, string>> = {
  name: 'Name of the study; the run folder is runs/<name> unless --out says otherwise.',
  preset: 'Set of defaults that the keys below override.',
  seed: 'Seed of everything random: foils, clusterings, subsamples, steering sets, nulls.',
  'model.path':
    'Folder in the Hugging Face layout: config.json, model.safetensors, tokenizer.json or vocab.json and merges.txt.',
  'model.hub': 'Repository on the hub, in place of a path; `cofire fetch` downloads it.',
  'model.revision': 'Commit of the hub repository.',
  'sae.path': 'Folder in the SAELens layout, old or new: cfg.json, sae_weights.safetensors.',
  'sae.hub': 'Repository on the hub, in place of a path.',
  'sae.folder': 'Folder inside the hub repository.',
  'sae.revision': 'Commit of the hub repository.',
  'sae.center':
    'Subtract the mean over d_model from the residual before encoding; `auto` follows the metadata of the SAE or a known release, and otherwise asks.',
  'sae.layer': 'Layer of the hook, in place of the one that cfg.json names.',
  'sae.prepend_bos':
    'Whether the model’s BOS stands before every prompt, in place of what cfg.json says (yes where it says nothing).',
  'task.file': 'Prompts and answers (CSV); see own-task.md.',
  'labels.file': 'Labels of features (CSV: feature_id, label, or an export of Neuronpedia), shown in the report.',
  'labels.online':
    'Ask Neuronpedia, once a run, for explanations of features that the file does not name. Without an answer they are named by tokens.',
  'corpus.file': 'Generic text, for the largest activation of a feature outside the task.',
  'attribution.method': '`gradient`: activation × gradient along the decoder row.',
  'attribution.contrast':
    'What the answer stands against: a word of the task file, a seeded other answer, the mean of the other answers, or the other answer with the highest logit.',
  'attribution.positions':
    'How the values of a prompt become one: the last position that is not zero, the sum, the final token, or the value of largest magnitude.',
  'attribution.bos': 'Whether position 0 takes part, where a BOS was prepended.',
  'attribution_check.prompts':
    'Prompts, drawn by the seed, on which gradient attributions are checked against integrated gradients and exact removal; 0 leaves the check out.',
  'attribution_check.top_features':
    'Features of largest mean size of attribution that are checked on every one of these prompts.',
  'attribution_check.cells': 'Prompts × other features that are checked, drawn by the seed.',
  'attribution_check.least':
    'Smallest rank correlation with exact removal that counts as agreement; the run warns below it.',
  'features.min_prevalence': 'Share of prompts on which a feature must be non-zero to be selected.',
  'correlation.method': 'Similarity of two features over prompts.',
  'correlation.gain': '`divide`: each prompt’s values are divided by the norm of its gradient first.',
  'correlation.weights':
    '`class-balanced`: every stratum of prompts counts alike, however many prompts it has (method pearson).',
  'correlation.covariates': 'What the method `partial` holds fixed.',
  'correlation.most_pairs':
    'Pairs of features that may be held at once, 36 bytes each. With more, correlations are computed in blocks and the strongest stored, from an absolute r of 0.30 or the lowest threshold of the sweep that fits.',
  'network.threshold': 'Smallest similarity of an edge.',
  'network.strict': '`true`: above the threshold; `false`: at or above it.',
  'network.sign': 'Edges from the absolute or only from the positive similarity; the sign is kept.',
  'network.fdr': 'Further rule: largest q value of an edge.',
  'network.giant': 'Further rule: number of features that the largest component is to reach.',
  'network.top_k': 'Further rule: the strongest edges of each feature.',
  'network.disparity': 'Further rule: level of the disparity filter.',
  'cluster.algorithm': 'Clustering that the later stages use; the others are stored beside it.',
  'cluster.weighted': 'Use the strength of edges, or only whether there is one.',
  'cluster.resolution': 'Resolution of modularity; larger gives smaller clusters.',
  'cluster.min_size': 'Features in the smallest kept cluster.',
  'stability.seeds': 'Repeats of the clustering with other seeds; 0 leaves them out.',
  'stability.subsamples': 'Repeats on part of the prompts; 0 leaves them out.',
  'stability.share': 'Share of the prompts in a subsample, drawn within strata.',
  'stability.case_drops':
    'Networks for each share of prompts left out, 0.1 to 0.9, that show how far centralities last.',
  'steering.mode': '`seed`: x + base_factor · factor · Σ d over the features of a set.',
  'steering.base_factor': 'Sign and scale of every dose; negative pushes away from the features.',
  'steering.single_factors': 'Doses at which single features are steered.',
  'steering.factors': 'Doses at which sets are steered.',
  'steering.set_sizes': 'Sizes of the sets.',
  'steering.sets_per_cell': 'Sets of each arm and size (and cluster); all of them where there are fewer.',
  'steering.prompts_per_set':
    'Prompts that each set of an arm is steered on: `all`, or as many, dealt so that the sets of a cell meet every prompt equally often and sets of all arms the same prompts. Single features, the pool and the experiments are steered on every prompt.',
  'steering.arms': 'Kinds of sets: within a cluster, between clusters, and controls.',
  'steering.pool_pairs':
    'Pairs of the pool that compares clusters at equal norm: every pair of the kept features, or of as many features of each cluster as make no more pairs than this; 0 leaves the pool out.',
  'steering.pool_max_cosine':
    'Largest absolute cosine of decoder rows of two features of the pool: of features that write nearly one direction, one is in it. With more than 0.5 the pool is summed up but does not decide H2.',
  'steering.pool_factors': 'Doses of the pool.',
  'steering.experiments':
    'What the study steered besides: every selected feature by its global maximum activation, or all by the smallest attribution as one dose, and each group of features that vary as one.',
  'steering.scaling': 'The sum as it is, divided by the number of features, or at equal norm for all sets of a size.',
  'steering.positions': 'Where the push is applied.',
  'steering.prompts': 'All prompts, or those the model answers right by itself.',
  'interaction.pairs':
    'Pairs of kept features that are removed exactly, together and alone: all where there are no more, else a sample half within and half between clusters; 0 leaves them out.',
  'interaction.controls':
    'Control pairs of each pair: the same first-order effects and inner products, otherwise random directions.',
  'tests.metrics': 'The family of tests across clusters: the study’s eight metrics, or every metric there is.',
  'nulls.kinds': 'Null models; `random-rows` replaces the features’ decoder rows by those of features not selected.',
  'nulls.replicates': 'Replicates of each null model.',
  'nulls.recomputed':
    'Single networks recomputed beside the study’s own: gain, answer and foil regressed out; one factor of the attribution at its mean; every stratum counting alike; each stratum left out.',
  'verdict.sesoi': 'Smallest effect size of interest: an interval inside ± this counts as no effect.',
  adjustment: 'Correction for multiplicity within a family of tests.',
};
