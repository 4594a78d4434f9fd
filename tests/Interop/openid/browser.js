// Chromium without scripts allowed: the pages must do without. What the client's own pages would answer is answered here.
import { createHmac } from "node:crypto";
import { chromium } from "playwright-core";

const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/**
 * A fresh browser. `arrival(uri)` waits until it asks for that address of the client, and gives the address with its query. The client has no pages
 * here and its name resolves nowhere: what a browser would bring to it is what counts.
 */
export async function browse({ chromium: executablePath }) {
  const browser = await chromium.launch({ executablePath, headless: true, args: flags });
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "id-ID" });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return {
    page,
    arrival: async (uri, step) => {
      const asked = page.waitForRequest((request) => request.isNavigationRequest() && request.url().split("?")[0] === uri);
      await Promise.all([asked, step(page).catch((error) => { if (!/ERR_NAME_NOT_RESOLVED|ERR_ABORTED/.test(error.message)) throw error; })]);
      return new URL((await asked).url());
    },
    close: () => browser.close(),
  };
}

/** The same with scripts, for what looks at pages from inside; as wide as a small telephone. */
export async function openForJudging({ chromium: executablePath }) {
  const browser = await chromium.launch({ executablePath, headless: true, args: flags });
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return { context, page, close: () => browser.close() };
}

/** User name and password, then the code of the authenticator. */
export async function signIn(page, { userName, password, totpSecret }) {
  await page.fill("input[autocomplete~=username]", userName);
  await page.fill("input[autocomplete~=current-password]", password);
  await page.press("input[autocomplete~=current-password]", "Enter");
  await page.fill("input[autocomplete~=one-time-code]", code(totpSecret));
  await page.press("input[autocomplete~=one-time-code]", "Enter");
}

/** RFC 6238 with the usual six digits, 30 s, SHA-1; the secret in base32 (RFC 4648). `ahead`: of a later step. */
export function code(secret, ahead = 0) {
  const bits = [...secret.replace(/[\s=]/g, "").toUpperCase()].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const mac = createHmac("sha1", key).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
