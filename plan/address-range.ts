/**
 * True of an IP address, or of a range of them.
 *
 * @example isAddressRange('203.0.113.0/24') // true
 */
export function isAddressRange(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  if (rest.length > 0) return false;
  const bits = isFour(address) ? 32 : isSix(address) ? 128 : null;
  if (bits === null) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
}

function isFour(address: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(address) && address.split('.').every(isByte);
}

function isByte(text: string): boolean {
  return String(Number(text)) === text && Number(text) <= 255;
}

function isSix(address: string): boolean {
  return /^[\da-fA-F:.]+$/.test(address) && URL.canParse(`http://[${address}]/`);
}
