import type { EventDefinition } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { Catch, UseFilters, type ExceptionFilter } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';
import type { Tx } from '../db/scope.ts';

/** What a decorated method looks like: the effects belong into `tx`, which also holds the event's inbox row. */
export type EventHandler<T> = (event: Envelope<T>, tx: Tx) => Promise<void>;

/** Nest's own filter would replace the error by "Internal server error"; the inbox decides by the real one. */
@Catch()
export class RethrowFilter implements ExceptionFilter<unknown> {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/**
 * Declares a method of a Nest `@Controller()` as handler of an event: `(event, tx) => Promise<void>`. It runs once per
 * event within the inbox transaction, as the platform without any bureau: call `widen(tx, [bureau])` for a bureau's rows.
 * An error is retried, then parks the event's aggregate.
 */
export function OnEvent<T>(definition: EventDefinition<T>) {
  return (target: object, key: string, descriptor: TypedPropertyDescriptor<EventHandler<T>>): void => {
    EventPattern(definition.type, { definition })(target, key, descriptor as unknown as TypedPropertyDescriptor<(data: object) => unknown>);
    UseFilters(new RethrowFilter())(target, key, descriptor);
    Payload()(target, key, 0);
    Ctx()(target, key, 1);
  };
}
