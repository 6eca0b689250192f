import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

interface Incoming {
  readonly headers: Record<string, string | string[] | undefined>;
  readonly socket: { readonly remoteAddress?: string };
}

/** The browser's address: the gateway, behind which every service stands, replaces whatever the browser claims. */
export const ClientAddress = createParamDecorator((_data: unknown, context: ExecutionContext): string => addressOf(context.switchToHttp().getRequest<Incoming>()));

/** Where a session is opened from. */
export interface Origin {
  readonly address: string;
  /** The browser's own description of itself. */
  readonly agent: string | undefined;
}

/** Address and browser together. */
export const ClientOrigin = createParamDecorator((_data: unknown, context: ExecutionContext): Origin => {
  const request = context.switchToHttp().getRequest<Incoming>();
  const agent = request.headers['user-agent'];
  return { address: addressOf(request), agent: typeof agent === 'string' ? agent : undefined };
});

function addressOf({ headers, socket }: Incoming): string {
  const forwarded = headers['x-forwarded-for'];
  return (typeof forwarded === 'string' ? forwarded.split(',')[0]?.trim() : undefined) || (socket.remoteAddress ?? 'unknown');
}
