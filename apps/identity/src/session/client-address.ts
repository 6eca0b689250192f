import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

interface Incoming {
  readonly headers: Record<string, string | string[] | undefined>;
  readonly socket: { readonly remoteAddress?: string };
}

/** The browser's address: the gateway, behind which every service stands, replaces whatever the browser claims. */
export const ClientAddress = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const { headers, socket } = context.switchToHttp().getRequest<Incoming>();
  const forwarded = headers['x-forwarded-for'];
  return (typeof forwarded === 'string' ? forwarded.split(',')[0]?.trim() : undefined) || (socket.remoteAddress ?? 'unknown');
});
