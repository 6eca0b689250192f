import type { z } from 'zod';

/** A versioned event type. Additive inside a version; a break is the next version. */
export interface EventDefinition<T = unknown> {
  readonly type: string;
  readonly schema: z.ZodType<T>;
}
export type DataOf<D> = D extends EventDefinition<infer T> ? T : never;

const known = new Map<string, EventDefinition>();

/** Declares an event, e.g. `filing.application.submitted.v1`; the type names service, aggregate, fact (past tense), version. */
export function defineEvent<S extends z.ZodType>(type: string, schema: S): EventDefinition<z.infer<S>> {
  if (known.has(type)) throw new Error(`event ${type} is declared twice`);
  const definition = { type, schema } as EventDefinition<z.infer<S>>;
  known.set(type, definition as EventDefinition);
  return definition;
}

/** Every event declared by the modules loaded so far; the golden-sample spec walks it. */
export function declaredEvents(): readonly EventDefinition[] {
  return [...known.values()];
}
