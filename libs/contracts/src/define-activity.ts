import type { z } from 'zod';
import type { ServiceName } from './services.ts';

/** A command to another service: a Temporal activity on the owner's task queue. Payloads carry ids, stages, codes and times only. */
export interface ActivityDefinition<I = unknown, O = unknown> {
  readonly name: string;
  /** The owner; also the name of the task queue. */
  readonly owner: ServiceName;
  readonly input: z.ZodType<I>;
  readonly output: z.ZodType<O>;
}
export type InputOf<D> = D extends ActivityDefinition<infer I, unknown> ? I : never;
export type OutputOf<D> = D extends ActivityDefinition<never, infer O> ? O : D extends ActivityDefinition<infer _I, infer O> ? O : never;

/** Declares an activity; the name is verb first. */
export function defineActivity<I extends z.ZodType, O extends z.ZodType>(owner: ServiceName, name: string, input: I, output: O): ActivityDefinition<z.infer<I>, z.infer<O>> {
  return { owner, name, input, output } as ActivityDefinition<z.infer<I>, z.infer<O>>;
}
