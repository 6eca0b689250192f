import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { ANONYMOUS, type Principal, type Role } from '@beian/contracts/principal';

/** Who may call a route; a route without one is closed. */
export type Access = { readonly kind: 'public' } | { readonly kind: 'signed_in' } | { readonly kind: 'roles'; readonly roles: readonly Role[] };

/** Metadata key read by the guard. */
export const ACCESS = 'beian:access';

/** Extension of OpenAPI that says of each operation who may call it. */
export const ACCESS_EXTENSION = 'x-access';

type AccessDecorator = ClassDecorator & MethodDecorator;

/** What the guard leaves on a request. */
export interface WithPrincipal {
  principal?: Principal;
  headers: Record<string, string | string[] | undefined>;
}

/** Open to everybody; the caller is ANONYMOUS unless signed in. A method's decorator replaces its class's. */
export function Public(): AccessDecorator {
  return opens({ kind: 'public' });
}

/** Open to any signed-in account. */
export function SignedIn(): AccessDecorator {
  return opens({ kind: 'signed_in' });
}

/** Open to accounts that hold at least one of the roles. */
export function Roles(...roles: [Role, ...Role[]]): AccessDecorator {
  return opens({ kind: 'roles', roles });
}

/** For the guard and for the OpenAPI document; in both a method's word replaces its class's. */
function opens(access: Access): AccessDecorator {
  return applyDecorators(SetMetadata(ACCESS, access), ApiExtension(ACCESS_EXTENSION, access));
}

/** The caller as the guard established it. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => context.switchToHttp().getRequest<WithPrincipal>().principal ?? ANONYMOUS);
