// A person in a browser by a certified client: PAR, PKCE, DPoP, sign-in with a second factor, user info, refresh, sign-out.
import assert from "node:assert/strict";
import * as client from "openid-client";
import { connect, proofs, read, readStory, untilRefused } from "./party.js";
import { browse, signIn } from "./browser.js";

const story = await readStory();
const config = await connect(story);
const catalog = `${story.issuer}/v1/catalog`;
const { page, arrival, close } = await browse(story);
try {
  const DPoP = await proofs(config);
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const address = await client.buildAuthorizationUrlWithPAR(
    config,
    {
      redirect_uri: story.redirectUri,
      scope: "openid pmo",
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
    },
    { DPoP },
  );

  await page.goto(address.href);
  const callback = await arrival(story.redirectUri, (page) => signIn(page, story));
  assert.equal(callback.searchParams.get("iss"), story.issuer);
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  const tokens = await client.authorizationCodeGrant(config, callback, checks, undefined, { DPoP });
  const claims = tokens.claims();
  assert.equal(claims.org, story.org);
  assert.ok(claims.amr.includes("otp") || claims.amr.includes("mfa"), "signed in with a second factor");
  assert.equal((await read(config, tokens.access_token, catalog, DPoP)).status, 200);

  const person = await client.fetchUserInfo(config, tokens.access_token, claims.sub, { DPoP });
  assert.equal(person.preferred_username, story.userName);

  const renewed = await client.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP });
  assert.equal((await read(config, renewed.access_token, catalog, DPoP)).status, 200);
  await assert.rejects(
    client.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP: await proofs(config) }),
    /invalid_grant|invalid_dpop_proof|server responded/,
    "a thief of the refresh token has another key",
  );

  // The second use of a code takes back what the first gave.
  await assert.rejects(client.authorizationCodeGrant(config, callback, checks, undefined, { DPoP }), { error: "invalid_grant" });
  await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP }), { error: "invalid_grant" });

  // Signed in already: no form is asked again. Then out, by the client.
  const again = client.randomPKCECodeVerifier();
  const silent = await client.buildAuthorizationUrlWithPAR(
    config,
    {
      redirect_uri: story.redirectUri,
      scope: "openid pmo",
      code_challenge: await client.calculatePKCECodeChallenge(again),
      code_challenge_method: "S256",
      prompt: "none",
    },
    { DPoP },
  );
  const unasked = await arrival(story.redirectUri, (page) => page.goto(silent.href));
  const second = await client.authorizationCodeGrant(
    config, unasked, { pkceCodeVerifier: again, idTokenExpected: true }, undefined, { DPoP });
  assert.equal((await read(config, second.access_token, catalog, DPoP)).status, 200);

  const out = client.buildEndSessionUrl(config, { id_token_hint: second.id_token, post_logout_redirect_uri: story.signedOutUri });
  await arrival(story.signedOutUri, (page) => page.goto(out.href));
  await assert.rejects(client.refreshTokenGrant(config, second.refresh_token, undefined, { DPoP }), { error: "invalid_grant" });
  const elapsed = await untilRefused(() => read(config, second.access_token, catalog, DPoP), 2000);
  const secrets = [tokens, renewed, second].flatMap((t) => [t.access_token, t.refresh_token, t.id_token]).filter(Boolean);
  secrets.push(callback.searchParams.get("code"), unasked.searchParams.get("code"), verifier, again);
  secrets.push(...(await page.context().cookies()).map((cookie) => cookie.value));
  console.log(JSON.stringify({ signedOutAfter: Math.round(elapsed), secrets }));
} finally {
  await close();
}
