// A machine by a certified client: discovery, client credentials with DPoP, the API, introspection, revocation.
import assert from "node:assert/strict";
import * as client from "openid-client";
import { connect, proofs, read, readStory, untilRefused } from "./party.js";

const story = await readStory();
const config = await connect(story);
const catalog = `${story.issuer}/v1/catalog`;

const DPoP = await proofs(config);
const tokens = await client.clientCredentialsGrant(config, { scope: "pmo", resource: "urn:pmo:api" }, { DPoP });
assert.equal(tokens.token_type, "dpop");
assert.equal(tokens.expires_in, 300);
assert.equal((await read(config, tokens.access_token, catalog, DPoP)).status, 200);
assert.equal((await read(config, tokens.access_token, catalog, DPoP)).status, 200, "a second call with the nonce of the first");

// A thief has the token and a key of his own.
const stolen = await read(config, tokens.access_token, catalog, await proofs(config));
assert.equal(stolen.status, 401);

const described = await client.tokenIntrospection(config, tokens.access_token);
assert.equal(described.active, true);
assert.equal(described.client_id, story.clientId);
assert.equal(described.token_type, "DPoP");

await client.tokenRevocation(config, tokens.access_token);
assert.equal((await client.tokenIntrospection(config, tokens.access_token)).active, false);
const elapsed = await untilRefused(() => read(config, tokens.access_token, catalog, DPoP), 2000);

await assert.rejects(client.clientCredentialsGrant(config, { scope: "everything" }, { DPoP }), { error: "invalid_scope" });
await assert.rejects(client.clientCredentialsGrant(config, { scope: "pmo" }), { error: "invalid_dpop_proof" }, "a token without proof of possession");

console.log(JSON.stringify({ revokedAfter: Math.round(elapsed), secrets: [tokens.access_token] }));
