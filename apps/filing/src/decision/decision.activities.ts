import { activityInfo } from '@temporalio/activity';
import { Inject, Injectable } from '@nestjs/common';
import type { CaseState, FilingActivities, Settlement } from '@beian/workflow-filing/contract';
import { DecisionService } from './decision.service.ts';
import { PlatformService } from './platform.service.ts';
import type { RunAddress } from './run-message.ts';

/** What the run asks of the service; each is one transaction. Bound, because the worker calls them by name alone. */
@Injectable()
export class DecisionActivities implements FilingActivities {
  constructor(
    @Inject(DecisionService) private readonly decisions: DecisionService,
    @Inject(PlatformService) private readonly platform: PlatformService,
  ) {}

  /** The functions as a worker registers them. */
  asActivities(): FilingActivities {
    return { readCase: (input) => this.readCase(input), settleCommand: (input) => this.settleCommand(input), platformStep: (input) => this.platformStep(input) };
  }

  async readCase({ application }: Parameters<FilingActivities['readCase']>[0]): Promise<CaseState> {
    return this.platform.read(application);
  }

  async settleCommand({ application, message, subjectDecided }: Parameters<FilingActivities['settleCommand']>[0]): Promise<Settlement> {
    return this.decisions.settle({ application, message, from: asking(), ...(subjectDecided && { subjectDecided }) });
  }

  async platformStep({ application, step }: Parameters<FilingActivities['platformStep']>[0]): Promise<CaseState> {
    return this.platform.step(application, step);
  }
}

/** The run that has put this task on the queue, as Temporal says. */
function asking(): RunAddress {
  const { namespace, workflowExecution } = activityInfo();
  return { namespace, workflowId: workflowExecution?.workflowId ?? '' };
}
