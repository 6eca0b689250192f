const NAMES = ['LOGIN', 'REGISTER', 'CODE', 'CAPTCHA', 'LOOKUP', 'LOOKUP_HOUR', 'UPLOAD', 'WRITE', 'API', 'ACCOUNT_UPLOAD', 'ACCOUNT_WRITE', 'ACCOUNT_API'];

/** The gateway's ceilings for a platform that everybody asks from one address: stories, and the fuzzer. */
export const FAR_CEILINGS: Readonly<Record<string, string>> = Object.fromEntries(NAMES.map((name) => [`RATE_${name}`, '1000000']));
