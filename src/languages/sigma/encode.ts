/** The bytes in Base64 (RFC 4648), padded. */
export function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/**
 * How the bytes may look inside a longer Base64 text: one form for each of the three places where
 * they can begin, cut to the characters that depend on nothing but them.
 */
export const base64Offsets = (bytes: Uint8Array): string[] =>
  [0, 1, 2].map((shift) => {
    const shifted = new Uint8Array(shift + bytes.length);
    shifted.set(bytes, shift);
    const code = base64(shifted);
    const first = [0, 2, 3][shift]!;
    const beyond = [0, 3, 2][(bytes.length + shift) % 3]!;
    return code.slice(first, code.length - beyond);
  });

/** The text in UTF-16, without a byte order mark. */
export function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 * i + (order === 'le' ? 0 : 1)] = unit & 0xff;
    bytes[2 * i + (order === 'le' ? 1 : 0)] = unit >> 8;
  }
  return bytes;
}

/** The text of bytes in UTF-8, or null if they are none. */
export function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
