import { createRequire } from 'node:module';

/**
 * The bundler's rule for workflow code: workspace packages are TypeScript sources reached through links, so the loader must
 * not go by "node_modules". The build and the specs bundle by it alike.
 */
export function workflowSourceRule() {
  // The loader belongs to the worker package, not to this one.
  const ofWorker = createRequire(createRequire(import.meta.url).resolve('@temporalio/worker'));
  return {
    test: /\.ts$/,
    use: {
      loader: ofWorker.resolve('swc-loader'),
      options: { sourceMap: true, jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } } },
    },
  };
}
