// What every flow needs: clients whose calls are noted, the world outside (mails, texts, an issuer), and checks.
import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { GoTrueAdminApi, GoTrueClient } from '@supabase/auth-js'

export const [, , atOnce, byMail, world, serviceToken] = process.argv
export const password = 'correct horse'
export const driven = new Set()

// Each call from outside is noted; what the client calls of itself is not.
function noted(object, path) {
  return new Proxy(object, {
    get(target, name) {
      const value = target[name]
      if (typeof value === 'function') {
        return (...given) => {
          driven.add(path + String(name))
          return value.apply(target, given)
        }
      }
      return isSpace(value) ? noted(value, `${path}${String(name)}.`) : value
    },
  })
}
const isSpace = (value) => value !== null && typeof value === 'object' && value.constructor !== Map

// The public methods of a client, by name; what its types call private or protected is not.
export function methods(object, types, path = '') {
  const file = new URL(`./node_modules/@supabase/auth-js/dist/module/${types}.d.ts`, import.meta.url)
  const hidden = new Set([...readFileSync(file, 'utf8').matchAll(/^\s+(?:private|protected) (?:[gs]et )?(\w+)/gm)].map((m) => m[1]))
  const names = [...Object.getOwnPropertyNames(Object.getPrototypeOf(object)), ...Object.keys(object)]
  const found = []
  for (const name of names.filter((one) => one !== 'constructor' && !one.startsWith('_') && !hidden.has(one))) {
    if (typeof object[name] === 'function') found.push(path + name)
    else if (name === 'admin') found.push(...methods(object[name], 'GoTrueAdminApi', 'admin.'))
    else if (isSpace(object[name])) found.push(...inSpace(object[name], `${path}${name}.`))
  }
  return found
}

function inSpace(space, path) {
  const names = Object.keys(space).filter((name) => !name.startsWith('_') && name !== 'client')
  return names.flatMap((name) => typeof space[name] === 'function' ? [path + name] : inSpace(space[name], `${path}${name}.`))
}

export function memory() {
  const kept = new Map()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  }
}
export function client(url, options = {}) {
  const made = new GoTrueClient({
    url, autoRefreshToken: false, persistSession: true, storage: memory(),
    headers: { apikey: 'sb_publishable_x', Authorization: 'Bearer sb_publishable_x' }, ...options,
  })
  return noted(made, '')
}
export function admin(headers = { Authorization: `Bearer ${serviceToken}` }) {
  return noted(new GoTrueAdminApi({ url: byMail, headers, experimental: { passkey: true } }), 'admin.')
}

const asked = async (path) => (await fetch(`${world}/${path}`)).json()
export const mail = (to) => asked(`mail/${encodeURIComponent(to)}`)
export const text = (number) => asked(`text/${number}`)
export const idToken = async (claims) => (await asked(`id_token?${new URLSearchParams(claims)}`)).token

export const address = () => `${randomUUID()}@example.test`
export const number = () => `49${String(Math.floor(Math.random() * 1e11)).padStart(11, '0')}`
export const data = (more = {}) => ({ user_handle: `u_${randomUUID().replaceAll('-', '').slice(0, 12)}`, ...more })

export function ok({ data, error }) {
  assert.equal(error, null, `${error?.code} ${error?.message}`)
  return data
}
export function refused({ error }, status, code) {
  assert.ok(error, `expected ${code}`)
  assert.deepEqual([error.status, error.code], [status, code], error.message)
  return error
}

// Somebody signed in, with a confirmed address.
export async function person(options = {}) {
  const phone = client(atOnce, options), email = address()
  const { session, user } = ok(await phone.signUp({ email, password, options: { data: data() } }))
  return { phone, email, session, user }
}

// Where a mailed link leads, opened at this server.
export async function opened(link, server = byMail) {
  const { pathname, search } = new URL(link)
  const answer = await fetch(new URL(pathname + search, server), { redirect: 'manual' })
  assert.equal(answer.status, 303)
  return answer.headers.get('location')
}

export function totp(secret) {
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)))
  const digest = createHmac('sha1', key).update(step).digest()
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff
  return String(number % 1000000).padStart(6, '0')
}
