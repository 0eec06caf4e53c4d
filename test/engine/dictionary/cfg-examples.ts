/** cfg.json of the two formats, as SAELens writes them. */

/** Keys of jbloom/GPT2-Small-SAEs-Reformatted, blocks.7.hook_resid_pre (shortened to those that describe the SAE). */
export const RES_JB = {
  model_name: 'gpt2-small',
  hook_point: 'blocks.7.hook_resid_pre',
  hook_point_layer: 7,
  hook_point_head_index: null,
  dataset_path: 'Skylion007/openwebtext',
  is_dataset_tokenized: false,
  context_size: 128,
  use_cached_activations: false,
  d_in: 768,
  n_batches_in_buffer: 128,
  expansion_factor: 32,
  d_sae: 24576,
  b_dec_init_method: 'geometric_median',
  l1_coefficient: 8e-5,
  dtype: 'torch.float32',
};

export const SIX = {
  d_in: 64,
  d_sae: 512,
  dtype: 'float32',
  device: 'cpu',
  apply_b_dec_to_input: true,
  normalize_activations: 'none',
  reshape_activations: 'none',
  architecture: 'standard',
  metadata: {
    sae_lens_version: '6.18.0',
    sae_lens_training_version: '6.18.0',
    model_name: 'tiny',
    hook_name: 'blocks.2.hook_resid_post',
    hook_head_index: null,
    context_size: 64,
    prepend_bos: false,
    model_from_pretrained_kwargs: { center_writing_weights: false },
    neuronpedia_id: null,
    exclude_special_tokens: null,
    seqpos_slice: [null],
  },
};
