import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ANONYMOUS, Principal } from '@beian/contracts/principal';
import { defineError, forbidden, signInRequired } from '../errors/domain-error.ts';
import { KEYS } from '../service/tokens.ts';
import { ACCESS, type Access, type WithPrincipal } from './access.ts';
import type { Keys } from './keys.ts';

export { Caller, Public, Roles, SignedIn } from './access.ts';

/** Type of the token that identity issues to the gateway for each session, at most 60 s old. */
export const PRINCIPAL_TOKEN = 'beian.principal.v1';

/** What the token holds: a principal without the token itself. */
export const TokenPrincipal = Principal.omit({ token: true });

/** 401: the principal token presented is not a good one. */
export const sessionInvalid = defineError('session.invalid', 401, '登录已失效，请重新登录');

/**
 * The one guard of every route. Closed by default: without a decorator nobody passes. A bad token is refused also where
 * none is needed, because its sender believes to be signed in.
 */
@Injectable()
export class PrincipalGuard implements CanActivate {
  constructor(
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') throw forbidden();
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [context.getHandler(), context.getClass()]);
    if (!access) throw forbidden();
    const request = context.switchToHttp().getRequest<WithPrincipal>();
    const principal = await this.identify(request.headers['authorization']);
    request.principal = principal;
    if (access.kind === 'public') return true;
    if (principal.kind === 'anonymous') throw signInRequired();
    if (access.kind === 'roles' && !access.roles.some((role) => principal.roles.includes(role))) throw forbidden();
    return true;
  }

  private async identify(header: string | string[] | undefined): Promise<Principal> {
    if (header === undefined) return ANONYMOUS;
    const token = typeof header === 'string' ? /^Bearer (\S+)$/i.exec(header)?.[1] : undefined;
    if (!token) throw sessionInvalid();
    const given = await this.keys.verify(PRINCIPAL_TOKEN, 'identity', TokenPrincipal, token).catch(() => {
      throw sessionInvalid();
    });
    // Only a process itself is the platform; no token makes one.
    if (given.kind === 'platform') throw sessionInvalid();
    return { ...given, token };
  }
}
