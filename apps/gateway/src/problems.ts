import { CORRELATION_ID } from '@beian/kit/http/correlation';
import { defineError } from '@beian/kit/errors/domain-error';
import { describeProblem } from '@beian/kit/errors/problem';
import { logger } from '@beian/kit/logging/logger';
import type { ErrorRequestHandler } from 'express';

export const routeUnknown = defineError('route.not_found', 404, '未找到该页面或接口');
export const foreignOrigin = defineError('request.foreign_origin', 403, '请求来源不正确，请在本网站页面内操作');
export const bodyTooLarge = defineError('request.too_large', 413, '提交的内容过大');
export const lengthRequired = defineError('request.length_required', 411, '请求格式有误：缺少内容长度');
export const unsupportedType = defineError('request.unsupported_type', 415, '不支持的内容类型');
export const tooManyRequests = defineError('request.too_many', 429, '操作过于频繁，请稍后再试');
/** The service does not answer, or not in time. Nothing tells what it has done: repeats carry the same idempotency key. */
export const serviceDown = defineError('service.unavailable', 503, '系统暂时繁忙，请稍后重试');
/** Nobody can say who is asking: identity does not answer. */
export const identityDown = defineError('identity.unavailable', 503, '登录服务暂时不可用，请稍后重试');

const RETRY_AFTER_SECONDS = '2';

const CALLBACK = /^\/api\/identity\/sso\/[^/]+\/callback\/?$/i;

/** A person comes back from single sign-on and something is down or too much: a page, never bare data (ACC-07, ACC-08). */
export const answerSignOn: ErrorRequestHandler = (error, request, response, next) => {
  const { status } = describeProblem(error, '').problem;
  if (response.headersSent || request.method !== 'GET' || !CALLBACK.test(request.originalUrl.split('?')[0] ?? '')) return next(error);
  if (status === 429 || status >= 500) return response.redirect(303, '/sign-on/ended?reason=unavailable');
  return next(error);
};

/** Every refusal and failure of the gateway itself, as RFC 9457. */
export const answerProblem: ErrorRequestHandler = (error, _request, response, _next) => {
  const { problem, unexpected } = describeProblem(error, String(response.getHeader(CORRELATION_ID)));
  if (unexpected) logger().error({ err: error, correlation: problem.correlation }, 'A request failed in a way nobody foresaw');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (problem.status === 503) response.setHeader('retry-after', RETRY_AFTER_SECONDS);
  // Whoever was refused for the size of a body need not be listened to until its end.
  if ([411, 413, 415].includes(problem.status)) response.setHeader('connection', 'close');
  response.setHeader('cache-control', 'no-store');
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
};
