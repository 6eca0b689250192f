import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { errors as joseErrors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { defineError } from '../errors/domain-error.ts';

/** 401: altered, of another type, issued by another service, or by a key not known here. */
export const receiptInvalid = defineError('receipt.invalid', 401, '凭证无效，请重新获取');
/** 401: was valid, is too old. */
export const receiptExpired = defineError('receipt.expired', 401, '凭证已过期，请重新获取');

/** A service's own signing key and everybody's public keys. */
export interface Keys {
  readonly service: string;
  readonly keyId: string;
  /** A JWT (EdDSA) issued by this service; `type` is its header's `typ`, and what `verify` must be asked for. */
  sign(type: string, payload: object, ttlSeconds: number): Promise<string>;
  /** The payload of a token of that type and issuer; throws `receipt.invalid` or `receipt.expired` (401). */
  verify<T>(type: string, issuer: string, schema: z.ZodType<T>, token: string): Promise<T>;
  /** Ed25519 signature, base64url. */
  signBytes(bytes: Uint8Array | string): string;
  verifyBytes(issuer: string, bytes: Uint8Array | string, signature: string): boolean;
}

/** Issuer → its public keys; during a rotation it has two. */
export type PublicKeys = Readonly<Record<string, readonly KeyObject[]>>;

const CLOCK_TOLERANCE_SECONDS = 5;
const PEM = /-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g;
const Claims = z.object({ data: z.unknown() });

/** Reads `private/<service>.pem` (PKCS8) and every `public/*.pem` (SPKI, several a file during a rotation). */
export async function loadKeys(options: { dir: string; service: string }): Promise<Keys> {
  const own = createPrivateKey(await readFile(join(options.dir, 'private', `${options.service}.pem`)));
  const folder = join(options.dir, 'public');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.pem'));
  const entries = files.map(async (file) => {
    const blocks = (await readFile(join(folder, file), 'utf8')).match(PEM) ?? [];
    return [basename(file, '.pem'), blocks.map((block) => createPublicKey(block))] as const;
  });
  return keysOf(options.service, own, Object.fromEntries(await Promise.all(entries)));
}

/** Keys already at hand. */
export function keysOf(service: string, own: KeyObject, known: PublicKeys): Keys {
  const keyId = keyIdOf(createPublicKey(own));
  const candidates = (issuer: string): readonly KeyObject[] => (Object.hasOwn(known, issuer) ? (known[issuer] ?? []) : []);
  return {
    service,
    keyId,
    async sign(type, payload, ttlSeconds) {
      return new SignJWT({ data: payload })
        .setProtectedHeader({ alg: 'EdDSA', typ: type, kid: keyId })
        .setIssuer(service)
        .setIssuedAt()
        .setExpirationTime(`${ttlSeconds}s`)
        .sign(own);
    },
    async verify(type, issuer, schema, token) {
      const claims = await jwtVerify(
        token,
        (header) => {
          const key = candidates(issuer).find((candidate) => keyIdOf(candidate) === header.kid);
          if (!key) throw receiptInvalid();
          return key;
        },
        { issuer, typ: type, algorithms: ['EdDSA'], requiredClaims: ['exp', 'iat'], clockTolerance: CLOCK_TOLERANCE_SECONDS },
      ).catch((error: unknown) => {
        throw error instanceof joseErrors.JWTExpired ? receiptExpired() : receiptInvalid();
      });
      const parsed = schema.safeParse(Claims.parse(claims.payload).data);
      if (!parsed.success) throw receiptInvalid();
      return parsed.data;
    },
    signBytes: (bytes) => sign(null, toBytes(bytes), own).toString('base64url'),
    verifyBytes: (issuer, bytes, signature) => candidates(issuer).some((key) => verify(null, toBytes(bytes), key, Buffer.from(signature, 'base64url'))),
  };
}

const ids = new WeakMap<KeyObject, string>();

function keyIdOf(key: KeyObject): string {
  const known = ids.get(key);
  if (known !== undefined) return known;
  const id = createHash('sha256').update(key.export({ type: 'spki', format: 'der' })).digest('base64url').slice(0, 16);
  ids.set(key, id);
  return id;
}

function toBytes(value: Uint8Array | string): Uint8Array {
  return typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
}
