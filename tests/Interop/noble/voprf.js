// Plays one side of VOPRF(ristretto255, SHA-512) for tests/Oprf: one JSON request on stdin, one JSON answer on stdout, bytes in hex.
import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import { bytesToHex, hexToBytes } from '@noble/curves/utils.js';
import { text } from 'node:stream/consumers';

const { voprf } = ristretto255_oprf;

const sides = {
  blind: ({ inputs }) => {
    const all = inputs.map((input) => voprf.blind(hexToBytes(input)));
    return { blinds: all.map((b) => bytesToHex(b.blind)), blinded: all.map((b) => bytesToHex(b.blinded)) };
  },
  evaluate: ({ secretKey, publicKey, blinded }) => {
    const answer = voprf.blindEvaluateBatch(hexToBytes(secretKey), hexToBytes(publicKey), blinded.map(hexToBytes));
    return { evaluated: answer.evaluated.map(bytesToHex), proof: bytesToHex(answer.proof) };
  },
  // Throws, so that the process fails, if the proof does not hold.
  finalize: ({ inputs, blinds, blinded, evaluated, publicKey, proof }) => {
    const items = inputs.map((input, i) => ({
      input: hexToBytes(input),
      blind: hexToBytes(blinds[i]),
      blinded: hexToBytes(blinded[i]),
      evaluated: hexToBytes(evaluated[i]),
    }));
    return { outputs: voprf.finalizeBatch(items, hexToBytes(publicKey), hexToBytes(proof)).map(bytesToHex) };
  },
};

const request = JSON.parse(await text(process.stdin));
console.log(JSON.stringify(sides[request.side](request)));
