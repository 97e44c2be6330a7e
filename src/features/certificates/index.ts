/**
 * Certificates that sign-in hangs on: ours, the identity providers', and those that vouch for metadata. Watched from the
 * settings and the metadata that was good last; operations are told before one runs out, see them all on one page, and
 * measure them at /metrics. Event: certificate.expiring [certificate, central body; facts {use, holder, subject, endsOn,
 * days, warning}], once for each of 60, 30, 14 and 7 days.
 */
export { measureCertificates } from './metric.ts'
export { listWatched } from './queries.ts'
export { certificatesQueue, certificatesSpec, watchCertificates } from './queues.ts'
export { CertificatesAlert, CertificatesPanel } from './views/start-parts.tsx'
export { certificateRoutes } from './web.tsx'
