import type { Problem } from '@beian/contracts/problem';
import { HttpException } from '@nestjs/common';
import { isDatabaseDown } from './database-down.ts';
import { clashOf } from './clash.ts';
import { DomainError, unavailable } from './domain-error.ts';

/** Refusals of the framework, before any of our code: status → code and text. */
const FRAMEWORK: Readonly<Record<number, readonly [code: string, title: string]>> = {
  400: ['request.malformed', '请求格式有误'],
  403: ['access.denied', '您无权进行此操作'],
  404: ['route.not_found', '未找到该页面或接口'],
  405: ['route.not_found', '未找到该页面或接口'],
  408: ['request.timeout', '请求超时，请重试'],
  413: ['request.too_large', '提交的内容过大'],
  415: ['request.unsupported_type', '不支持的内容类型'],
  429: ['request.too_many', '操作过于频繁，请稍后再试'],
  503: ['service.unavailable', '系统暂时繁忙，请稍后重试'],
};

/** Whether nobody foresaw the error, so that it must be logged with its stack. */
export interface Described {
  readonly problem: Problem;
  readonly unexpected: boolean;
}

/** Any error as RFC 9457 problem details; what nobody foresaw tells the caller nothing but the correlation id. */
export function describeProblem(error: unknown, correlation: string): Described {
  const known = domainErrorOf(error);
  if (known) {
    const { code, status, message, fields, detail } = known;
    return { unexpected: false, problem: { type: typeOf(code), title: message, status, code, correlation, ...(detail && { detail }), ...(fields && { fields }) } };
  }
  const status = frameworkStatus(error) ?? 500;
  const [code, title] = FRAMEWORK[status] ?? (status < 500 ? FRAMEWORK[400]! : ['platform.unexpected', '系统出现错误，请稍后重试；如仍有问题，请提供编号']);
  return { unexpected: status >= 500 && status !== 503, problem: { type: typeOf(code), title, status, code, correlation } };
}

function domainErrorOf(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  return isDatabaseDown(error) ? unavailable('database.unavailable') : clashOf(error);
}

/** Nest's own exceptions, and those of express's parsers (http-errors, only when made to be shown). */
function frameworkStatus(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode, expose } = (error ?? {}) as { statusCode?: unknown; expose?: unknown };
  return typeof statusCode === 'number' && expose === true ? statusCode : undefined;
}

function typeOf(code: string): string {
  return `urn:beian:problem:${code}`;
}
