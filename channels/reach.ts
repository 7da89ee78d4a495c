/**
 * Whether messages may carry links: a loopback address opens on no phone, so it is sent to the
 * built-in mailbox on the same machine only (docs/office-rules.md, 16).
 */
export function linksMayLeave(publicUrl: string, smtpUrl: string): boolean {
  return !isLoopback(new URL(publicUrl).hostname) || isLoopback(new URL(smtpUrl).hostname);
}

function isLoopback(host: string): boolean {
  return ['localhost', '[::1]', '0.0.0.0'].includes(host) || host.startsWith('127.');
}
