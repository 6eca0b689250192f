import { createParamDecorator, SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import { ANONYMOUS, type Principal, type Role } from '@beian/contracts/principal';

/** Who may call a route; a route without one is closed. */
export type Access = { readonly kind: 'public' } | { readonly kind: 'signed_in' } | { readonly kind: 'roles'; readonly roles: readonly Role[] };

/** Metadata key read by the guard. */
export const ACCESS = 'beian:access';

/** What the guard leaves on a request. */
export interface WithPrincipal {
  principal?: Principal;
  headers: Record<string, string | string[] | undefined>;
}

/** Open to everybody; the caller is ANONYMOUS unless signed in. A method's decorator replaces its class's. */
export function Public(): CustomDecorator {
  return SetMetadata(ACCESS, { kind: 'public' } satisfies Access);
}

/** Open to any signed-in account. */
export function SignedIn(): CustomDecorator {
  return SetMetadata(ACCESS, { kind: 'signed_in' } satisfies Access);
}

/** Open to accounts that hold at least one of the roles. */
export function Roles(...roles: [Role, ...Role[]]): CustomDecorator {
  return SetMetadata(ACCESS, { kind: 'roles', roles } satisfies Access);
}

/** The caller as the guard established it. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => context.switchToHttp().getRequest<WithPrincipal>().principal ?? ANONYMOUS);
