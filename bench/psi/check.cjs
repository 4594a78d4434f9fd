// The whole protocol of @openmined/psi.js, server and client, over two files of one identifier a line. Messages pass
// serialised, as they would over a network. Prints one JSON object: seconds by the wall clock, and processor seconds.
'use strict'

const fs = require('node:fs')
const PSI = require('@openmined/psi.js')

const lines = (file) => fs.readFileSync(file, 'utf8').trim().split('\n')

// The library's own example value: a check through the Gateway has no false positives, but a smaller rate would make psi.js slower.
const falsePositiveRate = 0.001
const reveal = true // which rows are in the intersection, not only how many

async function main() {
  const psi = await PSI()
  const records = lines(process.argv[2])
  const list = lines(process.argv[3])
  const seconds = {}
  const timed = (name, run) => {
    const start = process.hrtime.bigint()
    const before = process.cpuUsage()
    const result = run()
    const used = process.cpuUsage(before)
    seconds[name] = Number(process.hrtime.bigint() - start) / 1e9
    seconds[name + 'Cpu'] = (used.user + used.system) / 1e6
    return result
  }

  const server = psi.server.createWithNewKey(reveal)
  const client = psi.client.createWithNewKey(reveal)
  const setup = timed('setup', () => server.createSetupMessage(falsePositiveRate, list.length, records).serializeBinary())
  const request = timed('request', () => client.createRequest(list).serializeBinary())
  const answer = timed('answer', () => server.processRequest(psi.request.deserializeBinary(request)).serializeBinary())
  const found = timed('intersection', () =>
    client.getIntersection(psi.serverSetup.deserializeBinary(setup), psi.response.deserializeBinary(answer)))
  console.log(JSON.stringify({ ...seconds, found: found.length }))
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
