import { Inject, Injectable } from '@nestjs/common';
import type { ActivityDefinition, InputOf, OutputOf } from '@beian/contracts/define-activity';
import { approveRevision, returnRevision } from '@beian/contracts/subject/activities';
import { parseInput } from '@beian/kit/http/validate';
import { DecisionService } from './decision.service.ts';

type Input = InputOf<typeof approveRevision>;
type Output = OutputOf<typeof approveRevision>;

/** What the filing's run asks of this service, on task queue `subject`. */
@Injectable()
export class DecisionActivities {
  constructor(@Inject(DecisionService) private readonly decisions: DecisionService) {}

  /** By the names that the contract declares. */
  activities(): Record<string, (input: unknown) => Promise<Output>> {
    const activity = (definition: ActivityDefinition<Input, Output>, asked: 'approve' | 'return') => ({
      [definition.name]: async (input: unknown): Promise<Output> => this.decisions.decide(asked, parseInput(definition.input, input)),
    });
    return { ...activity(approveRevision, 'approve'), ...activity(returnRevision, 'return') };
  }
}
