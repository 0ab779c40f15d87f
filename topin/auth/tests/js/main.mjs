// Takes @supabase/auth-js through every flow: node main.mjs <autoconfirm url> <mail url> <mailbox url>
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { GoTrueClient } from '@supabase/auth-js'

const [, , atOnce, byMail, mailbox] = process.argv
const password = 'correct horse'

function memory() {
  const kept = new Map()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  }
}
function client(url, options = {}) {
  return new GoTrueClient({
    url, autoRefreshToken: false, persistSession: true, storage: memory(),
    headers: { apikey: 'sb_publishable_x', Authorization: 'Bearer sb_publishable_x' }, ...options,
  })
}
const address = () => `${randomUUID()}@example.test`
const data = (more = {}) => ({ user_handle: `u_${randomUUID().replaceAll('-', '').slice(0, 12)}`, ...more })
const mail = async (to) => (await fetch(`${mailbox}/${encodeURIComponent(to)}`)).json()
function ok({ data, error }) {
  assert.equal(error, null, error?.message)
  return data
}
function refused({ error }, status, code) {
  assert.ok(error, `expected ${code}`)
  assert.deepEqual([error.status, error.code], [status, code])
}

const flows = {
  async 'password, refresh, user, logout'() {
    const phone = client(atOnce), email = address()
    const signedUp = ok(await phone.signUp({ email, password, options: { data: data({ colour: 'blue' }) } }))
    assert.equal(signedUp.user.user_metadata.colour, 'blue')
    refused(await client(atOnce).signUp({ email, password }), 422, 'user_already_exists')
    refused(await client(atOnce).signUp({ email: address(), password: 'x' }), 422, 'weak_password')
    const other = client(atOnce)
    ok(await other.signInWithPassword({ email, password }))
    refused(await client(atOnce).signInWithPassword({ email, password: 'wrong' }), 400, 'invalid_credentials')
    const refreshed = ok(await phone.refreshSession())
    assert.notEqual(refreshed.session.refresh_token, signedUp.session.refresh_token)
    const updated = ok(await phone.updateUser({ data: { colour: null, size: 3 } }))
    assert.equal(updated.user.user_metadata.size, 3)
    assert.equal('colour' in updated.user.user_metadata, false)
    assert.equal(ok(await phone.getClaims()).claims.sub, signedUp.user.id)
    assert.equal(ok(await phone.getUserIdentities()).identities.length, 1)
    assert.equal((await phone.signOut({ scope: 'others' })).error, null)
    refused(await other.refreshSession(), 400, 'refresh_token_not_found')
    assert.equal((await phone.signOut()).error, null)
    const { error } = await client(atOnce).getUser(refreshed.session.access_token)
    assert.equal(error.name, 'AuthSessionMissingError')
  },
  async 'a lost answer'() {
    const phone = client(atOnce)
    const { session } = ok(await phone.signUp({ email: address(), password, options: { data: data() } }))
    const first = ok(await phone.refreshSession({ refresh_token: session.refresh_token }))
    const again = ok(await phone.refreshSession({ refresh_token: session.refresh_token }))
    assert.equal(again.session.refresh_token, first.session.refresh_token)
  },
  async anonymous() {
    assert.equal(ok(await client(atOnce).signInAnonymously()).user.is_anonymous, true)
  },
  async 'codes by mail'() {
    const phone = client(byMail), email = address()
    const signedUp = ok(await phone.signUp({ email, password, options: { data: data() } }))
    assert.equal(signedUp.session, null)
    assert.equal(signedUp.user.identities.length, 1)
    refused(await phone.signInWithPassword({ email, password }), 400, 'email_not_confirmed')
    ok(await phone.resend({ type: 'signup', email }))
    const code = (await mail(email)).code
    ok(await phone.verifyOtp({ type: 'signup', email, token: code }))
    refused(await phone.verifyOtp({ type: 'signup', email, token: code }), 403, 'otp_expired')
    const decoy = ok(await client(byMail).signUp({ email, password, options: { data: data() } }))
    assert.deepEqual(decoy.user.identities, [])
    ok(await phone.signInWithOtp({ email, options: { shouldCreateUser: false } }))
    ok(await phone.verifyOtp({ type: 'email', email, token: (await mail(email)).code }))
    refused(await phone.signInWithOtp({ email: address(), options: { shouldCreateUser: false } }), 422, 'otp_disabled')
    ok(await phone.resetPasswordForEmail(email))
    ok(await phone.verifyOtp({ type: 'recovery', token_hash: (await mail(email)).hash }))
    ok(await phone.updateUser({ password: 'another password' }))
    refused(await phone.updateUser({ password: 'another password' }), 422, 'same_password')
    ok(await client(byMail).signInWithPassword({ email, password: 'another password' }))
    ok(await phone.reauthenticate())
    assert.equal((await mail(email)).template, 'reauthentication')
  },
  async 'change of address'() {
    const phone = client(byMail), email = address(), next = address()
    ok(await phone.signUp({ email, password, options: { data: data() } }))
    ok(await phone.verifyOtp({ type: 'signup', email, token: (await mail(email)).code }))
    const asked = ok(await phone.updateUser({ email: next }))
    assert.deepEqual([asked.user.email, asked.user.new_email], [email, next])
    assert.equal(ok(await phone.verifyOtp({ type: 'email_change', email: next, token: (await mail(next)).code })).session, null)
    const done = ok(await phone.verifyOtp({ type: 'email_change', email, token: (await mail(email)).code }))
    assert.equal(done.user.email, next)
  },
  async 'PKCE link'() {
    const phone = client(byMail, { flowType: 'pkce' }), email = address()
    ok(await phone.signUp({ email, password, options: { data: data() } }))
    const { pathname, search } = new URL((await mail(email)).link)
    const opened = await fetch(new URL(pathname + search, byMail), { redirect: 'manual' })
    assert.equal(opened.status, 303)
    const code = new URL(opened.headers.get('location')).searchParams.get('code')
    assert.equal(ok(await phone.exchangeCodeForSession(code)).user.email, email)
  },
}

for (const [name, flow] of Object.entries(flows)) {
  await flow()
  console.log(`ok: ${name}`)
}
