/** `/metrics`, for whoever shows the token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { PrometheusMetrics } from './metrics';

export function metricsPage(metrics: Pick<PrometheusMetrics, 'text' | 'contentType'>, token: string): RequestHandler {
  const wanted = sha256(`Bearer ${token}`);
  return (request, response, next) => {
    if (!timingSafeEqual(sha256(request.headers.authorization ?? ''), wanted)) {
      response.status(401).set('WWW-Authenticate', 'Bearer').send('Show METRICS_TOKEN as a bearer token.\n');
      return;
    }
    metrics
      .text()
      .then((text) => response.type(metrics.contentType).send(text))
      .catch(next);
  };
}

/** Of equal length, whatever was sent. */
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
