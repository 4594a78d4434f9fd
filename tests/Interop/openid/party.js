// What the stories share: the client as its operator registered it, and assertions that say what they expected.
import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import * as client from "openid-client";

/** The story on standard input: {issuer, clientId, keyPem, ...}. */
export async function readStory() {
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  return JSON.parse(text);
}

/** Discovery, then a confidential client with private_key_jwt. Loopback is plain http: the one thing that is relaxed. */
export async function connect({ issuer, clientId, keyPem }) {
  const jwk = createPrivateKey(keyPem).export({ format: "jwk" });
  const key = await crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
  return client.discovery(new URL(issuer), clientId, undefined, client.PrivateKeyJwt(key), { execute: [client.allowInsecureRequests] });
}

/** A handle for proofs of possession with a key of its own. */
export async function proofs(config) {
  return client.getDPoPHandle(config, await client.randomDPoPKeyPair("ES256"));
}

/** GET on the API with a token and its proofs, status and problem code. */
export async function read(config, token, address, DPoP) {
  try {
    const response = await client.fetchProtectedResource(config, token, new URL(address), "GET", null, undefined, { DPoP });
    return { status: response.status, body: await response.json() };
  } catch (error) {
    // The library throws on a WWW-Authenticate challenge.
    const response = error.response ?? error.cause;
    if (!(response instanceof Response)) throw error;
    return { status: response.status, challenge: response.headers.get("www-authenticate") };
  }
}

/** Asks until the answer is a refusal, at most as long as the design allows; how long it took, ms. */
export async function untilRefused(ask, limit) {
  const start = performance.now();
  for (;;) {
    const { status } = await ask();
    const elapsed = performance.now() - start;
    if (status === 401) return elapsed;
    assert.ok(elapsed < limit, `still taken after ${elapsed} ms`);
  }
}
