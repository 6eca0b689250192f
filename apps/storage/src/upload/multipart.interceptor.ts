import { createParamDecorator, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Observable } from 'rxjs';
import { readForm, type SentFile } from './multipart.ts';

interface WithFile extends Request {
  sentFile?: SentFile;
}

/** Reads the form once the guard has let the caller in, so that nobody unknown fills the memory. */
@Injectable()
export class MultipartInterceptor implements NestInterceptor {
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<WithFile>();
    request.sentFile = await readForm(request, http.getResponse<Response>());
    return next.handle();
  }
}

/** Parameter: the file of the form. */
export const Sent = createParamDecorator((_data: unknown, context: ExecutionContext): SentFile => {
  const { sentFile } = context.switchToHttp().getRequest<WithFile>();
  if (!sentFile) throw new Error('The route does not use MultipartInterceptor');
  return sentFile;
});
