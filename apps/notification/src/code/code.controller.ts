import { HandOnOrder } from '@beian/contracts/notification/api';
import { Public } from '@beian/kit/auth/principal.guard';
import { ZodBody } from '@beian/kit/http/parse';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { CodeService } from './code.service.ts';

/** Open to everybody: whoever asked identity for a code brings its order here, and the code goes out though Kafka is away. */
@Controller('code-orders')
@Public()
export class CodeController {
  constructor(@Inject(CodeService) private readonly codes: CodeService) {}

  @Post()
  @HttpCode(204)
  handOn(@ZodBody(HandOnOrder) order: HandOnOrder): Promise<void> {
    return this.codes.handOn(order);
  }
}
