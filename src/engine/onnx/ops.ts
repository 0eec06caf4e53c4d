/** The engine's operators under one name, so that a model reads `ops.matmul(ops.gelu(x, 'tanh'), w)`. */
export * from './ops/arithmetic.ts';
export * from './ops/elementwise.ts';
export * from './ops/fill.ts';
export * from './ops/matmul.ts';
export * from './ops/normalise.ts';
export * from './ops/reduce.ts';
export * from './ops/reshape.ts';
export * from './ops/select.ts';
