// Takes @supabase/auth-js through every flow:
// node main.mjs <autoconfirm url> <mail url> <url of the world outside> <service token>
import assert from 'node:assert/strict'
import { GoTrueClient } from '@supabase/auth-js'
import { flows as codes } from './flows/codes.mjs'
import { flows as links } from './flows/links.mjs'
import { flows as off } from './flows/off.mjs'
import { flows as people } from './flows/people.mjs'
import { flows as service } from './flows/service.mjs'
import { flows as ways } from './flows/ways.mjs'
import { atOnce, driven, memory, methods } from './support.mjs'

for (const [name, flow] of Object.entries({ ...people, ...codes, ...links, ...ways, ...off, ...service })) {
  await flow()
  console.log(`ok: ${name}`)
}

// Why a public method is not driven: what comes before its request needs a browser's authenticator.
const FACTOR = 'a security key as second factor cannot be enrolled here: mfa.webauthn.enroll, which is driven, is refused'
const PASSKEY = 'its requests are those of passkey.start… and verify…, which are driven'
const NOT_DRIVEN = {
  'mfa.webauthn.authenticate': FACTOR, 'mfa.webauthn.challenge': FACTOR, 'mfa.webauthn.register': FACTOR, 'mfa.webauthn.verify': FACTOR,
  registerPasskey: PASSKEY, signInWithPasskey: PASSKEY,
}
const every = methods(new GoTrueClient({ url: atOnce, autoRefreshToken: false, storage: memory() }), 'GoTrueClient')
assert.ok(every.length > 60, `only ${every.length} methods found`)
assert.deepEqual(every.filter((name) => !driven.has(name)).sort(), Object.keys(NOT_DRIVEN).sort())
console.log(`ok: ${every.length} public methods, ${Object.keys(NOT_DRIVEN).length} of them not driven`)
process.exit(0)
